package unroll.backend.nd4j.call;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import unroll.api.error.ResourceException;

class CallsTest {
    @Test
    void memoryThatWasNotGivenIsRefused() {
        assertThrows(ResourceException.class, () -> Calls.required(null));
        assertThrows(ResourceException.class, () -> Calls.required(new Pointer()));
        Pointer memory = Pointer.malloc(8);
        assertSame(memory, Calls.required(memory));
        Pointer.free(memory);
    }
}
