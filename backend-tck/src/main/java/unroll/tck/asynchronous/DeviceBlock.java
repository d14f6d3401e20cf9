package unroll.tck.asynchronous;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** A block on the device. It is its own scope, which is how its handles end with it. */
final class DeviceBlock implements ParameterBlock, Scope {
    private final AsynchronousBackend backend;
    private final ParameterLayout layout;
    private final List<DeviceTensor> slices = new ArrayList<>();
    private final DeviceTensor flat;
    /** For the device thread alone. */
    private @Nullable ParameterBlock twin;
    private boolean closed;

    @SuppressWarnings("this-escape")
    DeviceBlock(AsynchronousBackend backend, ParameterLayout layout, DType dtype) {
        this.backend = backend;
        this.layout = layout;
        for (ParameterLayout.Entry entry : layout.entries()) {
            slices.add(new DeviceTensor(backend, this, entry.shape(), dtype));
        }
        flat = new DeviceTensor(backend, this, Shape.of(layout.size()), dtype);
    }

    /** Gives the handles their values; on the device. */
    void bind(ParameterBlock block) {
        twin = block;
        flat.bind(block.flat());
        for (int i = 0; i < slices.size(); i++) {
            slices.get(i).bind(block.get(i));
        }
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public Tensor flat() {
        return flat;
    }

    @Override
    public Tensor get(int index) {
        return slices.get(index);
    }

    @Override
    public boolean isOpen() {
        return !closed && backend.isOpen();
    }

    @Override
    public void close() {
        if (isOpen()) {
            closed = true;
            backend.queue("free", device -> {
                if (twin != null) {
                    twin.close();
                }
            });
        }
    }
}
