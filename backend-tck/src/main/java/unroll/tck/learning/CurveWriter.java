package unroll.tck.learning;

import java.io.IOException;
import java.nio.file.Path;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.core.ops.OpsDecorator;
import unroll.tck.reference.ReferenceProvider;

/**
 * Makes the stored curves anew, for when the built-in names, the draws or a cell's formula have changed on purpose: a
 * program whose one argument is the folder of the kit's resources {@code unroll/tck/learning}.
 */
public final class CurveWriter {
    private CurveWriter() {
    }

    /** Runs it. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("expected one argument, the folder to write to, found "
                    + arguments.length);
        }
        Path folder = Path.of(arguments[0]);
        try (Backend reference = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            for (LossCurve curve : LossCurve.all()) {
                StoredCurve.write(curve, curve.run(reference, DType.FLOAT64, OpsDecorator.NONE, LossCurve.BATCHES),
                        folder);
            }
        }
    }
}
