package unroll.backend.pure.kernel;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Indices;

/**
 * What a recurrent layer takes its gates from beside the recurrent product.
 *
 * @param source the projected input, a row of all gates for each token or for each row of a table
 * @param offset of its first element
 * @param rows for each token its row of the source, or null if that is the token's own number
 * @param bias the recurrent bias, of all gates
 * @param biasOffset of its first element
 */
public record Projected(float[] source, int offset, @Nullable Indices rows, float[] bias, int biasOffset) {
    /** Where a token's row begins, rows being so wide. */
    public int at(int token, int width) {
        return offset + (rows == null ? token : rows.at(token)) * width;
    }
}
