package unroll.backend.tornado.storage;

import java.util.Map;
import java.util.TreeMap;

/** Which parts of a run of elements are free. Neighbours that are free are one part. */
final class Space {
    /** Parts begin at multiples of this, a line of a GPU's cache. */
    private static final int ALIGNMENT = 32;

    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    private int size;

    /** Adds elements at the end, so that there are {@code size} in all. */
    void grow(int size) {
        give(this.size, size - this.size);
        this.size = size;
    }

    int size() {
        return size;
    }

    /** What is taken for so many elements. */
    static long rounded(int count) {
        return Math.max(ALIGNMENT, ((long) count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    /** So many elements without those at the end that begin no whole line. */
    static int whole(int count) {
        return count / ALIGNMENT * ALIGNMENT;
    }

    /** The least size in which there is room for so many elements behind what is taken. */
    long sizeWith(int count) {
        Map.Entry<Integer, Integer> end = free.lastEntry();
        boolean isFree = end != null && end.getKey() + end.getValue() == size;
        return (isFree ? end.getKey() : size) + rounded(count);
    }

    /** Takes the first part that is large enough; -1 if there is none. */
    int take(int count) {
        long length = rounded(count);
        Map.Entry<Integer, Integer> part = free.firstEntry();
        while (part != null && part.getValue() < length) {
            part = free.higherEntry(part.getKey());
        }
        if (part == null) {
            return -1;
        }
        int at = part.getKey();
        free.remove(at);
        if (part.getValue() > length) {
            free.put(at + (int) length, part.getValue() - (int) length);
        }
        return at;
    }

    /** Gives elements back that were taken. */
    void giveBack(int at, int count) {
        give(at, (int) rounded(count));
    }

    private void give(int at, int length) {
        int from = at;
        int whole = length;
        Map.Entry<Integer, Integer> before = free.lowerEntry(at);
        if (before != null && before.getKey() + before.getValue() == at) {
            from = before.getKey();
            whole += before.getValue();
        }
        Integer after = free.remove(at + length);
        if (after != null) {
            whole += after;
        }
        free.put(from, whole);
    }
}
