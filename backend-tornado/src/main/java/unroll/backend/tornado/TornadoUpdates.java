package unroll.backend.tornado;

import unroll.api.composite.AdamUpdate;
import unroll.api.support.CheckedUpdates;
import unroll.api.tensor.TensorOps;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.fused.AdamKernel;
import unroll.backend.tornado.launch.Elements;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/** The operations in place. */
final class TornadoUpdates extends CheckedUpdates<DeviceTensor> {
    private final DeviceScope scope;
    private final Machine machine;
    private final Elements elements;

    TornadoUpdates(Memory memory, DeviceScope scope, TensorOps ops) {
        super(memory, ops);
        this.scope = scope;
        this.machine = memory.machine();
        this.elements = new Elements(machine);
    }

    @Override
    protected void set(DeviceTensor destination, double value) {
        scope.fill(destination, (float) value);
    }

    @Override
    protected void put(DeviceTensor destination, int offset, DeviceTensor source) {
        int to = destination.at() + offset;
        int from = source.at();
        if (from < to + source.size() && to < from + source.size()) {
            from = copy(source);
        }
        elements.copy(source.size(), from, to);
    }

    /** Items run in no order, so that what is read must not lie where another item writes. */
    private int copy(DeviceTensor source) {
        DeviceTensor copy = scope.dirty(source.shape());
        elements.copy(copy.size(), source.at(), copy.at());
        return copy.at();
    }

    @Override
    protected void addScaled(DeviceTensor destination, double factor, DeviceTensor source) {
        int from = source.at() != destination.at() && source.overlaps(destination) ? copy(source) : source.at();
        elements.addScaled(source.size(), (float) factor, from, destination.at());
    }

    @Override
    protected void multiplyBy(DeviceTensor destination, DeviceTensor factor) {
        int by = factor.overlaps(destination) ? copy(factor) : factor.at();
        elements.scaleBy(destination.size(), destination.at(), by, destination.at());
    }

    @Override
    protected boolean adam(AdamUpdate.Constants constants, DeviceTensor parameters, DeviceTensor gradients,
            DeviceTensor mean, DeviceTensor square, DeviceTensor scalars) {
        return AdamKernel.update(machine, constants, parameters, gradients, mean, square, scalars);
    }
}
