package unroll.backend.djl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URL;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.backend.Probe;

/** What is said where a part is missing: natives are hidden by name. */
class NativesTest {
    /** Sees what this test's loader sees, less some resources. */
    private static final class Hiding extends ClassLoader {
        private final Predicate<String> hidden;

        Hiding(Predicate<String> hidden) {
            super(NativesTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        public URL getResource(String name) {
            return hidden.test(name) ? null : super.getResource(name);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return hidden.test(name) ? null : super.getResourceAsStream(name);
        }
    }

    private static Probe.Unavailable without(String part) {
        Probe.Unavailable missing = Natives.missing(new Hiding(name -> name.contains(part)));
        assertNotNull(missing, "without " + part);
        return missing;
    }

    @Test
    void nothingIsMissingHere() {
        assertNull(Natives.missing(new Hiding(name -> false)));
    }

    @Test
    void namesTheJarThatIsMissing() {
        assertTrue(without("PtEngine").reason().contains("DJL's engine"));
        assertTrue(without("pytorch.properties").reason().contains("pytorch-native-cpu"));
        assertTrue(without("djl_torch").reason().contains("pytorch-jni"));
        assertTrue(without("djl_torch").remedy().contains("-Dunroll.djl.platform=" + Platform.classifier()));
    }

    @Test
    void namesBothPlatformsOnAnotherMachine() {
        Probe.Unavailable other = Natives.missing(new Hiding(name -> false), "plan9-mips");
        assertNotNull(other);
        assertTrue(other.reason().contains("plan9-mips") && other.reason().contains(Platform.classifier()),
                other.reason());
        assertTrue(other.remedy().contains("-Dunroll.djl.platform=plan9-mips"), other.remedy());
    }

    @ParameterizedTest
    @CsvSource({"Linux,amd64,linux-x86_64", "Linux,aarch64,linux-aarch64", "Mac OS X,aarch64,osx-aarch64",
        "Windows 11,amd64,win-x86_64"})
    void namesMachinesAsTheJarsDo(String name, String arch, String classifier) {
        assertEquals(classifier, Platform.classifier(name, arch));
    }
}
