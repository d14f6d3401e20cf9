package unroll.tck.asynchronous;

import unroll.api.support.CheckedUpdates;

/** The operations in place, queued like the others. */
final class DeviceUpdates extends CheckedUpdates<DeviceTensor> {
    private final AsynchronousBackend backend;
    private final DeviceScope scope;

    DeviceUpdates(AsynchronousBackend backend, DeviceOps ops, DeviceScope scope) {
        super(new DeviceOwner(backend), ops);
        this.backend = backend;
        this.scope = scope;
    }

    @Override
    protected void set(DeviceTensor to, double value) {
        backend.compute("fill", () -> scope.ops().updates().fill(to.twin(), value));
    }

    @Override
    protected void put(DeviceTensor to, int offset, DeviceTensor from) {
        backend.compute("write", () -> scope.ops().updates().write(to.twin(), offset, from.twin()));
    }

    @Override
    protected void addScaled(DeviceTensor to, double factor, DeviceTensor from) {
        backend.compute("axpy", () -> scope.ops().updates().axpy(to.twin(), factor, from.twin()));
    }

    @Override
    protected void multiplyBy(DeviceTensor to, DeviceTensor factor) {
        backend.compute("scale", () -> scope.ops().updates().scale(to.twin(), factor.twin()));
    }
}
