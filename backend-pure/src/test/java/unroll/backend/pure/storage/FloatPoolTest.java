package unroll.backend.pure.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.tensor.Shape;

class FloatPoolTest {
    @Test
    void storageIsRecycledAndHandlesAreNot() {
        FloatPool pool = new FloatPool();
        FloatScope first = new FloatScope(pool);
        FloatTensor before = first.dirty(Shape.of(7, 11));
        first.close();
        FloatTensor after = new FloatScope(pool).dirty(Shape.of(76));
        assertSame(before.array(), after.array());
        assertNotSame(before, after);
        assertFalse(before.isOpen());
        assertTrue(after.isOpen());
    }

    @Test
    void aThousandScopesTakeNoMoreThanTheFirstHundred() {
        FloatPool pool = new FloatPool();
        Random random = new Random(1);
        long settled = 0;
        for (int round = 0; round < 1100; round++) {
            try (FloatScope scope = new FloatScope(pool)) {
                // a batch of 90 to 139 tokens: the sizes differ from step to step
                int tokens = 90 + random.nextInt(50);
                scope.dirty(Shape.of(tokens, 96));
                scope.dirty(Shape.of(tokens, 28));
                scope.zeros(Shape.SCALAR);
                pool.giveBack(pool.takeRows(tokens, 96));
            }
            settled = round == 100 ? pool.bytes() : settled;
        }
        assertEquals(settled, pool.bytes(), "seed 1");
        assertTrue(settled > 0);
    }

    @Test
    void closingTwiceGivesBackOnce() {
        FloatPool pool = new FloatPool();
        FloatScope scope = new FloatScope(pool);
        scope.dirty(Shape.of(10));
        scope.close();
        scope.close();
        FloatScope next = new FloatScope(pool);
        assertNotSame(next.dirty(Shape.of(10)).array(), next.dirty(Shape.of(10)).array());
    }

    @Test
    void classesFitAndWasteLittle() {
        int previous = -1;
        for (int size = 0; size < 100_000; size++) {
            int length = SizeClass.length(size);
            int index = SizeClass.of(length);
            assertTrue(length >= size && (size <= 64 || length <= size * 1.25), "size " + size + " got " + length);
            assertTrue(index == previous || index > previous, "classes fall at size " + size);
            assertEquals(length, SizeClass.length(length));
            previous = index;
        }
        assertEquals(Integer.MAX_VALUE - 8, SizeClass.length(Integer.MAX_VALUE - 8));
        assertTrue(SizeClass.of(Integer.MAX_VALUE - 8) < SizeClass.COUNT);
        assertThrows(ResourceException.class, () -> SizeClass.length(Integer.MAX_VALUE));
    }

    @Test
    void whatDoesNotFitTheHeapIsRefusedWithTheRemedy() {
        int largest = Integer.MAX_VALUE - 8;
        Assumptions.assumeTrue(Runtime.getRuntime().maxMemory() < 4L * largest,
                "the heap is so large that the largest array fits");
        FloatPool pool = new FloatPool();
        FloatScope scope = new FloatScope(pool);
        ResourceException refused = assertThrows(ResourceException.class, () -> scope.dirty(Shape.of(largest)));
        assertTrue(refused.getMessage().contains("-Xmx"), refused.getMessage());
        scope.close();
        pool.close();
        assertEquals(0, pool.bytes());
    }

    @Test
    void blocksStartAtZeroAndTheirSlicesAreViews() {
        FloatPool pool = new FloatPool();
        try (FloatScope scope = new FloatScope(pool)) {
            Arrays.fill(scope.dirty(Shape.of(10)).array(), Float.NaN);
        }
        ParameterBlock block = new FloatScope(pool).block(ParameterLayout.of(Map.of("w", Shape.of(2, 5))));
        FloatTensor flat = (FloatTensor) block.flat();
        FloatTensor w = (FloatTensor) block.get("w");
        assertEquals(0f, flat.array()[9]);
        assertSame(flat.array(), w.array());
        assertSame(w, block.get(0));
        block.close();
        assertFalse(w.isOpen());
        assertThrows(TensorException.class, () -> pool.own("read", w));
    }
}
