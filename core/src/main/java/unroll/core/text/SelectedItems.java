package unroll.core.text;

import java.util.List;
import java.util.Objects;

/** Some items of a list, by their numbers in it: 4 bytes for each. */
public final class SelectedItems extends FixedItems {
    private final List<String> items;
    private final int[] numbers;
    private final int from;
    private final int to;

    /**
     * Selects.
     *
     * @param items where they are; copied unless fixed
     * @param numbers numbers of items, which stay as they are
     * @param from the first place in the numbers that counts
     * @param to one more than the last
     */
    public SelectedItems(List<String> items, int[] numbers, int from, int to) {
        Objects.checkFromToIndex(from, to, numbers.length);
        this.items = FixedItems.of(items);
        this.numbers = numbers;
        this.from = from;
        this.to = to;
    }

    @Override
    public String get(int index) {
        return items.get(numbers[from + Objects.checkIndex(index, to - from)]);
    }

    @Override
    public int size() {
        return to - from;
    }
}
