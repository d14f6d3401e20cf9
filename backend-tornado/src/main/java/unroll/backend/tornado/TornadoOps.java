package unroll.backend.tornado;

import java.util.List;
import java.util.Optional;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.KernelTable;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.UpdateOps;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.launch.Elements;
import unroll.backend.tornado.launch.Products;
import unroll.backend.tornado.launch.Rows;
import unroll.backend.tornado.launch.Sums;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/** The primitives: each finds a place for its result and launches a kernel. */
final class TornadoOps extends CheckedOps<DeviceTensor> {
    private final Memory memory;
    private final Machine machine;
    private final KernelTable kernels;
    private final DeviceScope results;
    private final Elements elements;
    private final UpdateOps updates;

    TornadoOps(Memory memory, KernelTable kernels, DeviceScope results) {
        super(memory, results);
        this.memory = memory;
        this.machine = memory.machine();
        this.kernels = kernels;
        this.results = results;
        this.elements = new Elements(machine);
        this.updates = new TornadoUpdates(memory, results, this);
    }

    @Override
    protected DeviceTensor make(Shape shape, DType dtype, double[] values) {
        memory.life().requireFloat32(dtype);
        float[] rounded = new float[shape.size()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return make(shape, rounded, 0);
    }

    @Override
    protected DeviceTensor make(Shape shape, float[] values, int offset) {
        DeviceTensor c = results.dirty(shape);
        machine.write(values, offset, c.size(), c.at());
        return c;
    }

    @Override
    protected DeviceTensor fill(Shape shape, DType dtype, double value) {
        memory.life().requireFloat32(dtype);
        DeviceTensor c = results.dirty(shape);
        results.fill(c, (float) value);
        return c;
    }

    @Override
    protected void copyOut(DeviceTensor tensor, float[] destination, int offset) {
        machine.read(tensor.at(), tensor.size(), destination, offset);
    }

    @Override
    protected void copyOut(DeviceTensor tensor, double[] destination, int offset) {
        float[] values = new float[tensor.size()];
        copyOut(tensor, values, 0);
        for (int i = 0; i < values.length; i++) {
            destination[offset + i] = values[i];
        }
    }

    @Override
    protected DeviceTensor product(DeviceTensor a, boolean transposeA, DeviceTensor b, boolean transposeB,
            Shape result) {
        DeviceTensor c = results.dirty(result);
        new Products(machine, results).multiply(result.dim(0), result.dim(1), a.shape().dim(transposeA ? 0 : 1),
                Products.Matrix.of(a.at(), a.shape().dim(1), transposeA),
                Products.Matrix.of(b.at(), b.shape().dim(1), transposeB),
                Products.Matrix.of(c.at(), result.dim(1), false), -1, false);
        return c;
    }

    @Override
    protected DeviceTensor unary(UnaryOp op, DeviceTensor a) {
        DeviceTensor c = results.dirty(a.shape());
        elements.apply(op, c.size(), a.at(), c.at());
        return c;
    }

    @Override
    protected DeviceTensor binary(BinaryOp op, DeviceTensor a, DeviceTensor b) {
        DeviceTensor c = results.dirty(a.shape());
        elements.apply(op, c.size(), a.at(), b.at(), c.at());
        return c;
    }

    @Override
    protected DeviceTensor scaleShift(DeviceTensor a, double scale, double shift) {
        DeviceTensor c = results.dirty(a.shape());
        elements.affine(c.size(), a.at(), (float) scale, (float) shift, c.at());
        return c;
    }

    @Override
    protected DeviceTensor timesScalar(DeviceTensor a, DeviceTensor scalar) {
        DeviceTensor c = results.dirty(a.shape());
        elements.scaleBy(c.size(), a.at(), scalar.at(), c.at());
        return c;
    }

    @Override
    protected DeviceTensor expand(DeviceTensor vector, boolean alongRows, Shape result) {
        DeviceTensor c = results.dirty(result);
        elements.expand(result.dim(0), result.dim(1), alongRows, vector.at(), c.at());
        return c;
    }

    @Override
    protected DeviceTensor total(DeviceTensor a) {
        DeviceTensor c = results.dirty(Shape.SCALAR);
        sums().all(a.size(), a.at(), c.at());
        return c;
    }

    private Sums sums() {
        return new Sums(machine, results);
    }

    @Override
    protected DeviceTensor sumOver(DeviceTensor a, int dim, Shape result) {
        DeviceTensor c = results.dirty(result);
        if (dim == 0) {
            sums().ofRows(a.shape().dim(0), a.shape().dim(1), a.at(), c.at(), false);
        } else {
            sums().ofEachRow(a.shape().dim(0), a.shape().dim(1), a.at(), c.at());
        }
        return c;
    }

    @Override
    protected DeviceTensor largest(DeviceTensor a, int dim, Shape result) {
        DeviceTensor c = results.dirty(result);
        sums().largest(a.shape().dim(0), a.shape().dim(1), dim == 0, a.at(), c.at());
        return c;
    }

    @Override
    protected DeviceTensor gather(DeviceTensor table, Indices rows, Shape result) {
        DeviceTensor c = results.dirty(result);
        new Rows(machine, results).gather(table.at(), rows, result.dim(1), c.at());
        return c;
    }

    @Override
    protected DeviceTensor scatterAdd(DeviceTensor source, Indices rows, Shape result) {
        DeviceTensor c = results.dirty(result);
        new Rows(machine, results).scatterAdd(source.at(), rows, result.dim(1), result.dim(0), c.at(), false);
        return c;
    }

    @Override
    protected DeviceTensor part(DeviceTensor a, int dim, int from, Shape result) {
        DeviceTensor c = results.dirty(result);
        if (dim == 1) {
            elements.copyRows(result.dim(0), result.dim(1), a.at() + from, a.shape().dim(1), c.at(), result.dim(1));
        } else {
            int width = a.shape().rank() == 1 ? 1 : a.shape().dim(1);
            elements.copy(c.size(), a.at() + from * width, c.at());
        }
        return c;
    }

    @Override
    protected DeviceTensor join(List<DeviceTensor> parts, int dim, Shape result) {
        DeviceTensor c = results.dirty(result);
        int to = c.at();
        for (DeviceTensor part : parts) {
            if (dim == 1) {
                int width = part.shape().dim(1);
                elements.copyRows(result.dim(0), width, part.at(), width, to, result.dim(1));
                to += width;
            } else {
                elements.copy(part.size(), part.at(), to);
                to += part.size();
            }
        }
        return c;
    }

    /** A copy: parameters may be changed in place later, and a result must not change with them. */
    @Override
    protected DeviceTensor view(DeviceTensor a, Shape shape) {
        DeviceTensor c = results.dirty(shape);
        elements.copy(c.size(), a.at(), c.at());
        return c;
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return kernels.find(composite);
    }

    @Override
    public UpdateOps updates() {
        return updates;
    }
}
