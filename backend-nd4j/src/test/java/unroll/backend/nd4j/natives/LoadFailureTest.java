package unroll.backend.nd4j.natives;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.backend.Probe;

class LoadFailureTest {
    @Test
    void aMissingClassNamesItsJarAndNeedsNoRoom() {
        Probe.Unavailable why = LoadFailure.describe(new ExceptionInInitializerError(
                new NoClassDefFoundError("org/nd4j/nativeblas/OpaqueDataBuffer")));
        assertTrue(why.reason().contains("org.nd4j.nativeblas.OpaqueDataBuffer")
                && why.reason().contains("nd4j-native-api-VERSION.jar"), why.reason());
        assertTrue(why.remedy().startsWith("build the plugin again"), why.remedy());
        assertFalse(why.remedy().contains("MB"), why.remedy());
    }

    @Test
    void aNativeFileIsNamedWithItsFolder() {
        Probe.Unavailable why = LoadFailure.describe(new UnsatisfiedLinkError("/x/libopenblas.so.0:\n file too short"));
        assertTrue(why.reason().contains("/x/libopenblas.so.0: file too short"), why.reason());
        assertTrue(why.remedy().contains("400 MB") && why.remedy().contains("delete it"), why.remedy());
    }
}
