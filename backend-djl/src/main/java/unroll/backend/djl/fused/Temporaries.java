package unroll.backend.djl.fused;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.ArrayList;
import java.util.List;

/** Arrays that a kernel needs for the length of one call, views above all; freed at its end and not with the scope. */
final class Temporaries implements AutoCloseable {
    private final List<PtNDArray> arrays = new ArrayList<>();

    /** Keeps an array until the end. */
    PtNDArray keep(PtNDArray array) {
        arrays.add(array);
        return array;
    }

    /** Keeps all until the end. */
    PtNDArray[] keep(NDList list) {
        PtNDArray[] kept = new PtNDArray[list.size()];
        for (int i = 0; i < kept.length; i++) {
            NDArray array = list.get(i);
            kept[i] = keep((PtNDArray) array);
        }
        return kept;
    }

    @Override
    public void close() {
        for (PtNDArray array : arrays) {
            array.close();
        }
    }
}
