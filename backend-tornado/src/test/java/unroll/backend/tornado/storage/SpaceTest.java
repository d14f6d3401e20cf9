package unroll.backend.tornado.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {
    private static final int SIZE = 1 << 14;

    private static Space space() {
        Space space = new Space();
        space.grow(SIZE);
        return space;
    }

    @Test
    void takesAllAndNoMore() {
        Space space = space();
        assertEquals(0, space.take(SIZE));
        assertEquals(-1, space.take(0));
        space.grow(2 * SIZE);
        assertEquals(SIZE, space.take(SIZE));
    }

    @Test
    void whatIsFreeAtTheEndCounts() {
        Space space = space();
        assertEquals(SIZE, space.sizeWith(SIZE - 10));
        space.take(100);
        assertEquals(128 + SIZE, space.sizeWith(SIZE - 10));
        space.take(SIZE - 128);
        assertEquals(SIZE + 64, space.sizeWith(33));
        space.giveBack(0, 100);
        assertEquals(SIZE + 32, space.sizeWith(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partsLieApartAndAllComesBack(long seed) {
        Space space = space();
        Random random = new Random(seed);
        List<int[]> taken = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            if (random.nextBoolean() || taken.isEmpty()) {
                int count = random.nextInt(400);
                int at = space.take(count);
                if (at >= 0) {
                    taken.forEach(other -> assertTrue(at + Math.max(1, count) <= other[0]
                            || other[0] + Math.max(1, other[1]) <= at, "seed " + seed));
                    taken.add(new int[] {at, count});
                }
            } else {
                int[] part = taken.remove(random.nextInt(taken.size()));
                space.giveBack(part[0], part[1]);
            }
        }
        taken.forEach(part -> space.giveBack(part[0], part[1]));
        assertEquals(0, space.take(SIZE), "seed " + seed);
    }
}
