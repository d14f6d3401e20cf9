package unroll.backend.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import unroll.backend.djl.engine.Failures;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Forms;
import unroll.backend.djl.storage.Memory;
import unroll.backend.djl.storage.Storage;

/**
 * The primitives. libtorch answers slices, reshapes and expansions with views, which would show a later change of what
 * they are views of; here they are copied.
 */
final class DjlOps extends CheckedOps<DjlTensor> {
    private final KernelTable kernels;
    private final DjlScope results;
    private final UpdateOps updates;

    DjlOps(Storage storage, KernelTable kernels, DjlScope results) {
        super(storage, results);
        this.kernels = kernels;
        this.results = results;
        this.updates = new DjlUpdates(storage, this, results);
    }

    private DjlTensor made(Shape shape, DType dtype, Supplier<PtNDArray> operation) {
        return Failures.translated(() -> results.adopt(shape, dtype, operation.get()));
    }

    @Override
    protected DjlTensor make(Shape shape, DType dtype, double[] values) {
        return Failures.translated(() -> {
            DjlTensor made = results.dirty(shape, dtype);
            Memory.of(made).put(values, made.size());
            return made;
        });
    }

    @Override
    protected DjlTensor make(Shape shape, float[] values, int offset) {
        return Failures.translated(() -> {
            DjlTensor made = results.dirty(shape, DType.FLOAT32);
            Memory.of(made).put(values, offset, made.size());
            return made;
        });
    }

    @Override
    protected DjlTensor fill(Shape shape, DType dtype, double value) {
        return Failures.translated(() -> results.full(shape, dtype, value));
    }

    @Override
    protected void copyOut(DjlTensor tensor, float[] destination, int offset) {
        Memory.of(tensor).get(destination, offset, tensor.size());
    }

    @Override
    protected void copyOut(DjlTensor tensor, double[] destination, int offset) {
        Memory.of(tensor).get(destination, offset, tensor.size());
    }

    @Override
    protected DjlTensor product(DjlTensor a, boolean transposeA, DjlTensor b, boolean transposeB, Shape result) {
        return made(result, a.dtype(), () -> {
            PtNDArray left = transposeA ? JniUtils.transpose(a.array(), 0, 1) : a.array();
            PtNDArray right = transposeB ? JniUtils.transpose(b.array(), 0, 1) : b.array();
            try {
                return JniUtils.matmul(left, right);
            } finally {
                if (transposeA) {
                    left.close();
                }
                if (transposeB) {
                    right.close();
                }
            }
        });
    }

    @Override
    protected DjlTensor unary(UnaryOp op, DjlTensor a) {
        return made(a.shape(), a.dtype(), () -> switch (op) {
            case EXP -> JniUtils.exp(a.array());
            case LOG -> JniUtils.log(a.array());
            case TANH -> JniUtils.tanh(a.array());
            case SIGMOID -> JniUtils.sigmoid(a.array());
            case SQRT -> JniUtils.sqrt(a.array());
            case RELU -> JniUtils.relu(a.array());
            case STEP -> step(a);
        });
    }

    private PtNDArray step(DjlTensor a) {
        try (PtNDArray positive = JniUtils.gt(a.array(), results.scalar(a.dtype(), 0))) {
            return JniUtils.to(positive, Forms.type(a.dtype()), ai.djl.Device.cpu());
        }
    }

    @Override
    protected DjlTensor binary(BinaryOp op, DjlTensor a, DjlTensor b) {
        return made(a.shape(), a.dtype(), () -> switch (op) {
            case ADD -> JniUtils.add(a.array(), b.array());
            case SUBTRACT -> JniUtils.sub(a.array(), b.array());
            case MULTIPLY -> JniUtils.mul(a.array(), b.array());
            case DIVIDE -> JniUtils.div(a.array(), b.array());
        });
    }

    @Override
    protected DjlTensor scaleShift(DjlTensor a, double scale, double shift) {
        return made(a.shape(), a.dtype(), () -> {
            PtNDArray scaled = JniUtils.mul(a.array(), results.scalar(a.dtype(), scale));
            if (shift != 0) {
                JniUtils.addi(scaled, results.scalar(a.dtype(), shift));
            }
            return scaled;
        });
    }

    @Override
    protected DjlTensor timesScalar(DjlTensor a, DjlTensor scalar) {
        return made(a.shape(), a.dtype(), () -> JniUtils.mul(a.array(), scalar.array()));
    }

    @Override
    protected DjlTensor expand(DjlTensor vector, boolean alongRows, Shape result) {
        if (alongRows) {
            return made(result, vector.dtype(), () -> JniUtils.tile(vector.array(), new long[] {result.dim(0), 1}));
        }
        return made(result, vector.dtype(), () -> {
            try (PtNDArray column = JniUtils.unsqueeze(vector.array(), 1)) {
                return JniUtils.tile(column, new long[] {1, result.dim(1)});
            }
        });
    }

    @Override
    protected DjlTensor total(DjlTensor a) {
        return made(Shape.SCALAR, a.dtype(), () -> JniUtils.sum(a.array()));
    }

    @Override
    protected DjlTensor sumOver(DjlTensor a, int dim, Shape result) {
        return made(result, a.dtype(), () -> JniUtils.sum(a.array(), new long[] {dim}, false));
    }

    @Override
    protected DjlTensor largest(DjlTensor a, int dim, Shape result) {
        return made(result, a.dtype(), () -> JniUtils.max(a.array(), dim, false));
    }

    @Override
    protected DjlTensor gather(DjlTensor table, Indices rows, Shape result) {
        return made(result, table.dtype(), () -> JniUtils.embedding(results.upload(rows), table.array(), false));
    }

    @Override
    protected DjlTensor scatterAdd(DjlTensor source, Indices rows, Shape result) {
        return Failures.translated(() -> {
            DjlTensor table = results.full(result, source.dtype(), 0);
            Memory.of(table).addRows(Memory.of(source), rows, result.dim(1));
            return table;
        });
    }

    @Override
    protected DjlTensor part(DjlTensor a, int dim, int from, Shape result) {
        return made(result, a.dtype(), () -> {
            try (PtNDArray view = JniUtils.slice(a.array(), dim, from, from + (long) result.dim(dim), 1)) {
                return JniUtils.clone(view);
            }
        });
    }

    @Override
    protected DjlTensor join(List<DjlTensor> parts, int dim, Shape result) {
        PtNDArray[] arrays = new PtNDArray[parts.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = parts.get(i).array();
        }
        return made(result, parts.get(0).dtype(), () -> JniUtils.cat(arrays, dim));
    }

    @Override
    protected DjlTensor view(DjlTensor a, Shape shape) {
        return made(shape, a.dtype(), () -> {
            try (PtNDArray view = JniUtils.reshape(a.array(), Forms.dimensions(shape))) {
                return JniUtils.clone(view);
            }
        });
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
