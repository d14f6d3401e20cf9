package unroll.backend.djl.storage;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.support.SlicedBlock;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/**
 * A scope: a manager of the engine that frees all its arrays at once. The engine puts a result where its left operand
 * is; {@link #adopt} moves it here. Used by one thread at a time, but closed with the backend by any.
 */
public final class DjlScope implements Scope {
    /** A step of training uploads token ids, targets and a few row numbers of its kernels, and asks for them again. */
    private static final int UPLOADS_KEPT = 8;

    private final Storage storage;
    private final PtNDManager manager;
    private final @Nullable Indices[] known = new Indices[UPLOADS_KEPT];
    private final @Nullable PtNDArray[] uploaded = new PtNDArray[UPLOADS_KEPT];
    private @Nullable DjlTensor scalar32;
    private @Nullable DjlTensor scalar64;
    private int uploads;
    private long bytes;
    private final AtomicBoolean open = new AtomicBoolean(true);

    DjlScope(Storage storage, PtNDManager manager) {
        this.storage = storage;
        this.manager = manager;
    }

    /** Makes an array of the engine a tensor of this scope. */
    public DjlTensor adopt(Shape shape, DType dtype, PtNDArray array) {
        count((long) shape.size() * dtype.bytes());
        return new DjlTensor(this, shape, dtype, moved(array), false);
    }

    /** Parameters in one array of the engine, whose life is this scope's. */
    public ParameterBlock block(ParameterLayout layout, DType dtype) {
        Shape whole = Shape.of(layout.size());
        count((long) layout.size() * dtype.bytes());
        PtNDArray all = Forms.full(manager, whole, dtype, 0);
        return new SlicedBlock(layout, this, adoptView(whole, dtype, all), (shape, offset) -> {
            try (PtNDArray run = JniUtils.slice(all, 0, offset, (long) offset + shape.size(), 1)) {
                return adoptView(shape, dtype, JniUtils.reshape(run, Forms.dimensions(shape)));
            }
        });
    }

    /** A tensor of a block; its memory is counted apart. */
    private DjlTensor adoptView(Shape shape, DType dtype, PtNDArray array) {
        return new DjlTensor(this, shape, dtype, moved(array), true);
    }

    private PtNDArray moved(PtNDArray array) {
        if (!manager.equals(array.getManager())) {
            array.attach(manager);
        }
        return array;
    }

    /** A tensor whose elements are whatever its memory was left with. */
    public DjlTensor dirty(Shape shape, DType dtype) {
        return adopt(shape, dtype, Forms.empty(manager, shape, Forms.type(dtype)));
    }

    /** A tensor of one value. */
    public DjlTensor full(Shape shape, DType dtype, double value) {
        return adopt(shape, dtype, Forms.full(manager, shape, dtype, value));
    }

    /** Row numbers as the engine takes them, int64. Kept for when the same object comes again. */
    public PtNDArray upload(Indices rows) {
        for (int i = 0; i < UPLOADS_KEPT; i++) {
            PtNDArray array = uploaded[i];
            if (array != null && rows.equals(known[i])) {
                return array;
            }
        }
        PtNDArray array = Forms.empty(manager, Shape.of(rows.length()), DataType.INT64);
        if (rows.length() > 0) {
            MemorySegment memory = Memory.segment(array, (long) rows.length() * Long.BYTES);
            for (int i = 0; i < rows.length(); i++) {
                memory.setAtIndex(ValueLayout.JAVA_LONG, i, rows.at(i));
            }
        }
        count((long) rows.length() * Long.BYTES);
        int place = uploads++ % UPLOADS_KEPT;
        known[place] = rows;
        uploaded[place] = array;
        return array;
    }

    /**
     * A number as the engine takes it, of shape []: of the type of what it is combined with, since of two scalars the
     * wider type wins. One array for all of them: it is good until this is called again.
     */
    public PtNDArray scalar(DType dtype, double value) {
        DjlTensor scalar = dtype == DType.FLOAT32 ? scalar32 : scalar64;
        if (scalar == null) {
            scalar = dirty(Shape.SCALAR, dtype);
            if (dtype == DType.FLOAT32) {
                scalar32 = scalar;
            } else {
                scalar64 = scalar;
            }
        }
        Memory.of(scalar).fill(value);
        return scalar.array();
    }

    void count(long more) {
        bytes += more;
        storage.count(more);
    }

    boolean belongsTo(Storage other) {
        return storage.equals(other);
    }

    @Override
    public boolean isOpen() {
        return open.get() && !storage.life().isClosed();
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            storage.forget(this);
            storage.count(-bytes);
            manager.close();
        }
    }
}
