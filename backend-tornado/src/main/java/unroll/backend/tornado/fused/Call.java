package unroll.backend.tornado.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.support.Gradients;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.launch.Elements;
import unroll.backend.tornado.launch.Products;
import unroll.backend.tornado.launch.Rows;
import unroll.backend.tornado.launch.Sums;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/** What one call of a kernel works with. */
final class Call {
    private final Memory memory;
    private final String name;
    private final DeviceScope results;

    /**
     * In a scope.
     *
     * @param name the composite's, for messages
     */
    Call(Memory memory, String name, Scope scope) {
        this.memory = memory;
        this.name = name;
        this.results = memory.own(scope);
    }

    /** The same tensor, as this backend's. */
    DeviceTensor own(Tensor tensor) {
        return memory.own(name, tensor);
    }

    /** Where it lies; -1 if there is none. */
    int place(@Nullable Tensor tensor) {
        return tensor == null ? -1 : own(tensor).at();
    }

    /** Owner of what is made. */
    DeviceScope results() {
        return results;
    }

    Machine machine() {
        return memory.machine();
    }

    Elements elements() {
        return new Elements(machine());
    }

    Products products() {
        return new Products(machine(), results);
    }

    /** A place for what is not needed when it is closed. */
    DeviceScope scratch() {
        return new DeviceScope(memory);
    }

    /** result = left right, or added to it, which leaves nothing behind. */
    void multiplyAlone(int m, int n, int k, Products.Matrix left, Products.Matrix right, Products.Matrix result,
            boolean add) {
        try (DeviceScope scratch = scratch()) {
            new Products(machine(), scratch).multiply(m, n, k, left, right, result, -1, add);
        }
    }

    Sums sums() {
        return new Sums(machine(), results);
    }

    Rows rows() {
        return new Rows(machine(), results);
    }

    /** Gathers the gradients that a request asks for. */
    Gradients<DeviceTensor> gradients(GradientRequest request, int inputs) {
        return new Gradients<>(memory, request, inputs, results::zeros,
                (to, from) -> elements().addScaled(from.size(), 1, from.at(), to.at()));
    }

    /** Gives the product left right as a gradient: added to its target, or as a tensor of its own. */
    void giveProduct(Gradients<DeviceTensor> gradients, int index, Shape shape, int k, Products.Matrix left,
            Products.Matrix right) {
        DeviceTensor target = gradients.target(index, shape);
        DeviceTensor to = target == null ? results.dirty(shape) : target;
        products().multiply(shape.dim(0), shape.dim(1), k, left, right,
                Products.Matrix.of(to.at(), shape.dim(1), false), -1, target != null);
        if (target == null) {
            gradients.deliver(index, to);
        }
    }

    /** Gives the sum of a matrix's rows as a gradient. */
    void giveSumOfRows(Gradients<DeviceTensor> gradients, int index, int rows, int columns, int from) {
        Shape shape = Shape.of(columns);
        DeviceTensor target = gradients.target(index, shape);
        DeviceTensor to = target == null ? results.dirty(shape) : target;
        sums().ofRows(rows, columns, from, to.at(), target != null);
        if (target == null) {
            gradients.deliver(index, to);
        }
    }
}
