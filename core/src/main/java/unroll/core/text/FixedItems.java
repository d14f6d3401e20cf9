package unroll.core.text;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Items that never change, held in arrays of numbers: a string is made of each when it is asked for. */
public abstract sealed class FixedItems extends AbstractList<String> implements RandomAccess
        permits PackedItems, SelectedItems {
    FixedItems() {
    }

    /** The same items, fixed: a copy, unless they are so already. */
    public static List<String> of(List<String> items) {
        return items instanceof FixedItems ? items : List.copyOf(items);
    }
}
