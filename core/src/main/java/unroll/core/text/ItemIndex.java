package unroll.core.text;

import java.util.List;

/** Tells which texts are among some items: 6 to 12 bytes for each item beside the items themselves. */
public final class ItemIndex {
    private static final int SMALLEST = 16;
    private static final int MIX = 0x9E3779B9;

    private final List<String> items;
    /** By hash, and where that is taken by the next place that is free: an item's number and one more, or 0. */
    private final int[] places;
    private int distinct;

    /** Indexes items, which are copied unless fixed. */
    public ItemIndex(List<String> items) {
        this.items = FixedItems.of(items);
        this.places = new int[places(items.size())];
        for (int i = 0; i < items.size(); i++) {
            int place = place(items.get(i));
            if (places[place] == 0) {
                places[place] = i + 1;
                distinct++;
            }
        }
    }

    /** A power of two, at most two thirds of which are taken. */
    private static int places(int count) {
        long places = SMALLEST;
        while (places * 2 < count * 3L && places < 1 << 30) {
            places *= 2;
        }
        return (int) places;
    }

    /** Where an item is, or would be. */
    private int place(String item) {
        int mask = places.length - 1;
        int place = ((item.hashCode() * MIX) >>> 7) & mask;
        while (places[place] != 0 && !items.get(places[place] - 1).equals(item)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Whether a text is, letter by letter, among the items. */
    public boolean contains(String text) {
        return places[place(text)] != 0;
    }

    /** How many different items there are. */
    public int distinct() {
        return distinct;
    }
}
