package unroll.core.gradients;

import unroll.api.error.DataException;
import unroll.core.data.TokenSequences;

/** Items one after another, [S] between them, as sequences that are long enough to look far back in. */
public final class TokenStream {
    private TokenStream() {
    }

    /**
     * Cuts sequences out of the items, each beginning with an item, spread evenly over them; behind the last item comes
     * the first.
     *
     * @param count how many sequences
     * @param length tokens of each
     * @throws DataException if there is no item
     */
    public static int[][] cut(TokenSequences items, int count, int length) {
        if (items.count() == 0) {
            throw new DataException("no item is left to measure gradients on; give a longer text");
        }
        int[][] sequences = new int[count][length];
        for (int i = 0; i < count; i++) {
            int item = (int) ((long) i * items.count() / count);
            int place = 0;
            for (int t = 0; t < length; t++) {
                while (place == items.length(item)) {
                    item = (item + 1) % items.count();
                    place = 0;
                }
                sequences[i][t] = items.input(item, place);
                place++;
            }
        }
        return sequences;
    }
}
