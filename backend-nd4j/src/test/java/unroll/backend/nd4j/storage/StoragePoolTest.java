package unroll.backend.nd4j.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.tensor.Shape;
import unroll.backend.nd4j.memory.OffHeap;

class StoragePoolTest {
    private static StoragePool pool(long limit) {
        return new StoragePool(limit, () -> {
            throw new AssertionError("nothing is computed here");
        });
    }

    @Test
    void storageIsUsedAgainAndHandlesAreNot() {
        StoragePool pool = pool(0);
        OffHeapScope scope = new OffHeapScope(pool);
        OffHeapTensor first = scope.dirty(Shape.of(100));
        long bytes = pool.bytes();
        scope.close();
        assertFalse(first.isOpen());
        OffHeapScope next = new OffHeapScope(pool);
        OffHeapTensor second = next.dirty(Shape.of(10, 10));
        assertEquals(first.address(), second.address());
        assertEquals(bytes, pool.bytes());
        assertTrue(second.isOpen());
        assertFalse(first.isOpen());
        pool.close();
        assertEquals(0, pool.bytes());
        assertFalse(second.isOpen());
    }

    @Test
    void storageBeginsAtALineOfTheCacheAndIsLargeEnough() {
        StoragePool pool = pool(0);
        OffHeapScope scope = new OffHeapScope(pool);
        OffHeapTensor[] tensors = new OffHeapTensor[300];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = scope.dirty(Shape.of(i * i));
            assertEquals(0, tensors[i].address() % 64);
            OffHeap.fill(tensors[i].address(), tensors[i].size(), i);
        }
        for (int i = 1; i < tensors.length; i++) {
            assertEquals(i, OffHeap.get(tensors[i].address()));
            assertEquals(i, OffHeap.get(tensors[i].address(tensors[i].size() - 1L)));
        }
        pool.close();
    }

    @Test
    void beyondTheLimitItSaysSoAndGoesOn() {
        StoragePool pool = pool(1 << 20);
        OffHeapScope scope = new OffHeapScope(pool);
        scope.dirty(Shape.of(100_000));
        String message = String.valueOf(
                assertThrows(ResourceException.class, () -> scope.dirty(Shape.of(200_000))).getMessage());
        assertTrue(message.contains("nd4j") && message.contains("1 MiB"), message);
        scope.dirty(Shape.of(10_000));
        scope.close();
        // what is kept makes room
        try (OffHeapScope other = new OffHeapScope(pool)) {
            other.dirty(Shape.of(200_000));
            assertTrue(pool.bytes() <= 1 << 20, pool.bytes() + " bytes");
        }
        pool.close();
    }

    @Test
    void aClosedPoolGivesNothing() {
        StoragePool pool = pool(0);
        OffHeapScope scope = new OffHeapScope(pool);
        pool.close();
        assertThrows(TensorException.class, () -> scope.dirty(Shape.of(1)));
        assertThrows(TensorException.class, () -> new OffHeapScope(pool));
        assertThrows(TensorException.class, scope::calls);
        scope.close();
    }

    @Test
    void sizeClassesHoldTheirSizesAndAreFew() {
        int last = -1;
        for (long size = 1; size < 1L << 31; size += 1 + size / 7) {
            long length = SizeClass.length(size);
            assertTrue(length >= size && length <= Math.max(64, size + size / 4 + 1), size + " gives " + length);
            assertEquals(length, SizeClass.length(length));
            int index = SizeClass.of(length);
            assertTrue(index >= last && index < SizeClass.COUNT, size + " is of class " + index);
            last = index;
        }
        assertEquals(SizeClass.of(SizeClass.length(100)), SizeClass.of(SizeClass.length(110)));
    }
}
