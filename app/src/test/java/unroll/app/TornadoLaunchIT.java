package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher makes of TORNADOVM_HOME: folders that look like an SDK stand in for one. */
class TornadoLaunchIT {
    private static final Path HOME = Path.of(System.getProperty("unroll.home")).toAbsolutePath().normalize();
    private static final List<String> ARGUMENTS = List.of("# === a heading ===", "", "-XX:+UseParallelGC",
            "-Dsdk.library=${TORNADOVM_HOME}/lib", "--module-path .:${TORNADOVM_HOME}/share/java/tornado",
            "--upgrade-module-path ${TORNADOVM_HOME}/share/java/graalJars", "--add-modules java.sql,tornado.api",
            "--add-reads=java.sql=java.rmi");
    private static final String INSTALL = "install TornadoVM's SDK for JDK 25 and set TORNADOVM_HOME to its folder "
            + "(docs/gpu.md)";

    /** A device, whether this machine has one or not. */
    private static final String LISTED = "clinfo() { echo ' `-- Device #0: some'; }";

    @TempDir
    Path directory;

    private Path sdk;

    @BeforeEach
    void makeAnSdk() throws IOException {
        directory = directory.toRealPath();
        sdk = directory.resolve("an SDK");
        Files.createDirectories(sdk.resolve("share/java/graalJars"));
        Files.createDirectories(sdk.resolve("share/java/tornado"));
        Files.createDirectories(sdk.resolve("lib"));
        jar("tornado-api-5.2.0-jdk25.jar");
        jar("ejml-core-0.38.jar");
        Files.copy(sdk.resolve("share/java/tornado/ejml-core-0.38.jar"),
                sdk.resolve("share/java/graalJars/compiler.jar"));
        Files.write(sdk.resolve("tornado-argfile.template"), ARGUMENTS);
    }

    private void jar(String name) throws IOException {
        Path file = sdk.resolve("share/java/tornado").resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), new Manifest())) {
            out.finish();
        }
    }

    private Launcher launcher(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(Map.of("TORNADOVM_HOME", sdk.toString()));
        all.putAll(environment);
        return new Launcher(directory, all);
    }

    /** The options that the launcher would add, a line each, or what it says is wrong. */
    private String check(Map<String, String> environment, String... more) throws IOException, InterruptedException {
        Launcher.Outcome outcome = launcher(environment).shell("set -u; lib=/ours; for file in jdk tornado; do . '"
                + HOME + "'/build/$file.sh; done; find_jdk\n" + String.join("\n", more)
                + "\nif check_tornado; then printf '%s\\n' \"${tornado_options[@]}\"; "
                + "else printf '%s; %s' \"$tornado_reason\" \"$tornado_remedy\"; fi");
        assertEquals("", outcome.err());
        return outcome.out();
    }

    @Test
    void theSdksArgumentsAreTakenOver() throws IOException, InterruptedException {
        assertEquals(List.of("-Dtornado.recover.bailout=False",
                "-Dtornado.tvm.maxbytecodesize=1048576", "-Dsdk.library=" + sdk + "/lib", "--upgrade-module-path",
                sdk + "/share/java/graalJars", "--add-modules", "java.sql,tornado.api",
                "--add-reads=java.sql=java.rmi", "--module-path",
                "/ours:" + sdk + "/share/java/tornado/tornado-api-5.2.0-jdk25.jar"),
                check(Map.of()).lines().toList());
        Path moved = directory.resolve("moved");
        Files.move(sdk, moved);
        assertTrue(check(Map.of("TORNADOVM_HOME", "moved")).contains("-Dsdk.library=" + moved + "/lib\n"));
    }

    @Test
    void whatIsWrongWithTheSdkIsSaid() throws IOException, InterruptedException {
        assertEquals("TORNADOVM_HOME is not set; " + INSTALL, check(Map.of("TORNADOVM_HOME", "")));
        for (String elsewhere : List.of("/not/there", directory.toString())) {
            assertEquals("TORNADOVM_HOME is " + elsewhere + ", where share/java/tornado/tornado-api-*.jar is missing; "
                    + INSTALL, check(Map.of("TORNADOVM_HOME", elsewhere)));
        }
        Files.write(sdk.resolve("tornado-argfile.template"), List.of("--add-modules java.sql,tornado.drivers.metal"));
        assertEquals("the SDK in " + sdk + " lacks share/java/tornado/tornado-drivers-metal-*.jar, which its argfile "
                + "asks for; install the SDK in " + sdk + " again", check(Map.of()));
        jar("tornado-drivers-cuda-5.2.0-jdk25.jar");
        Files.write(sdk.resolve("tornado-argfile.template"), List.of("--add-modules java.sql,tornado.drivers.cuda"));
        assertEquals(
                "the SDK in " + sdk + " lacks lib/libtornado-cuda.so, which its argfile asks for; install the SDK in "
                        + sdk + " again",
                check(Map.of()));
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.write(sdk.resolve("tornado-argfile.template"), List.of("--upgrade-module-path " + empty));
        assertEquals("the SDK's folder " + empty + " has no jar, and its argfile asks for it; install the SDK in " + sdk
                + " again", check(Map.of()));
        Files.move(sdk.resolve("tornado-argfile.template"), sdk.resolve("tornado-argfile"));
        Files.write(sdk.resolve("tornado-argfile"), List.of("--upgrade-module-path /old/place"));
        String again = "run " + sdk + "/bin/tornado --generate-argfile";
        assertEquals(sdk + "/tornado-argfile names the folder /old/place, which is not there; " + again,
                check(Map.of()));
        Files.delete(sdk.resolve("tornado-argfile"));
        assertEquals(sdk + "/tornado-argfile is missing; " + again, check(Map.of()));
        Files.delete(sdk.resolve("share/java/tornado/tornado-api-5.2.0-jdk25.jar"));
        jar("tornado-api-5.2.0-jdk21.jar");
        assertEquals("the SDK in " + sdk + " is TornadoVM 5.2.0-jdk21, which is not made for JDK 25; install the "
                + "release whose version ends in -jdk25 and set TORNADOVM_HOME to its folder", check(Map.of()));
        Files.delete(sdk.resolve("share/java/tornado/tornado-api-5.2.0-jdk21.jar"));
        jar("tornado-api-4.0.1-jdk25.jar");
        assertEquals(
                "the SDK in " + sdk + " is TornadoVM 4.0.1-jdk25, and Unroll needs 5.0.0 or later; install a newer "
                        + "release whose version ends in -jdk25 and set TORNADOVM_HOME to its folder",
                check(Map.of()));
    }

    @Test
    void whatIsWrongWithTheJdkIsSaid() throws IOException, InterruptedException {
        assertEquals("the JDK in /small lacks the module jdk.internal.vm.ci, by which TornadoVM compiles kernels; "
                + "install a complete JDK 25 (for example Temurin) and set JAVA_HOME to it",
                check(Map.of(), "JDK=/small JDK_MODULES='java.base jdk.incubator.vector'"));
        for (String version : List.of("25", "25.0", "25.0.1", "25.0.1.1")) {
            assertEquals(
                    "the JDK in /old is " + version + ", and TornadoVM's compiler needs 25.0.2 or later; install a "
                            + "newer JDK 25 (for example Temurin) and set JAVA_HOME to it",
                    check(Map.of(), "JDK=/old JDK_BUILD=" + version + "+8-LTS"));
        }
        for (String version : List.of("25.0.2", "25.0.10", "25.1")) {
            assertTrue(check(Map.of(), "JDK_BUILD=" + version + "+8-LTS").startsWith("-D"), version);
        }
    }

    @Test
    void aDriverThatIsMissingIsNamed() throws IOException, InterruptedException {
        Files.createFile(sdk.resolve("lib/libtornado-opencl.so"));
        Path vendors = Files.createDirectory(directory.resolve("vendors"));
        Map<String, String> environment = Map.of("OCL_ICD_VENDORS", vendors.toString(), "OCL_ICD_FILENAMES", "");
        assertEquals("no OpenCL driver is installed: " + vendors + " has no .icd file; install the device's OpenCL "
                + "driver (docs/gpu.md); clinfo -l must list the device", check(environment));
        Path driver = vendors.resolve("some.icd");
        Files.writeString(driver, "libnone-of-this-name.so.1\n");
        String known = "ldconfig() { printf '\\tlibsome.so.1 (libc6,x86-64) => /lib/libsome.so.1\\n'; }";
        assertEquals(
                "no OpenCL driver is installed: " + driver + " names the library libnone-of-this-name.so.1, which is "
                        + "missing; install the device's OpenCL driver (docs/gpu.md); clinfo -l must list the device",
                check(environment, known));
        Files.writeString(driver, "libsome.so.1");
        assertTrue(check(environment, known, LISTED).startsWith("-D"));
        Files.writeString(driver, sdk.resolve("not/there.so").toString());
        assertTrue(check(environment).contains("there.so, which is missing"));
        Files.writeString(driver, sdk.resolve("lib/libtornado-opencl.so").toString());
        assertTrue(check(environment, LISTED).startsWith("-D"));
        assertEquals("OpenCL has no device: clinfo -l lists none; install the device's OpenCL driver (docs/gpu.md); "
                + "clinfo -l must list the device", check(environment, "clinfo() { echo 'Platform #0: some'; }"));
        // one that does not start says nothing of devices
        assertTrue(check(environment, "clinfo() { return 127; }").startsWith("-D"));
        // ldd's own words, which depend on no library of this machine
        String loader = "ldd() { printf '\\tlibc.so.6 => /lib/libc.so.6 (0x1)\\n\\tlibOpenCL.so.1 => not found\\n'; }";
        assertEquals("the SDK's libtornado-opencl.so cannot be loaded: libOpenCL.so.1 is missing; install OpenCL's "
                + "loader (Debian, Ubuntu: ocl-icd-libopencl1) and the device's OpenCL driver (docs/gpu.md)",
                check(environment, loader));
        String old = "ldd() { printf \"x: /lib/libstdc++.so.6: version \\`GLIBCXX_3.4.32' not found (by x)\\n\"; }";
        assertEquals("the SDK's libtornado-opencl.so cannot be loaded: GLIBCXX_3.4.32 is missing; install it, or an "
                + "SDK that was built on a system as old as this one", check(environment, old));
    }

    /** One that fails would keep TornadoVM from starting with the others. */
    @Test
    void aDriverThatCannotBeUsedIsLeftOut() throws IOException, InterruptedException {
        for (String driver : List.of("opencl", "cuda")) {
            Files.createFile(sdk.resolve("lib/libtornado-" + driver + ".so"));
            jar("tornado-drivers-" + driver + "-5.2.0-jdk25.jar");
        }
        // it is none of its own
        Files.createFile(sdk.resolve("lib/libtornado-cublas.so"));
        jar("tornado-cublas-5.2.0-jdk25.jar");
        Files.write(sdk.resolve("tornado-argfile.template"), List.of(
                "--add-modules java.sql,tornado.drivers.opencl,tornado.drivers.cuda,tornado.cublas",
                "--enable-native-access=tornado.drivers.opencl,tornado.drivers.cuda",
                "--add-reads=tornado.drivers.opencl=java.rmi", "--add-reads=tornado.drivers.cuda=java.rmi",
                "--add-exports=java.base/a=tornado.drivers.opencl", "--add-opens=java.base/a=tornado.drivers.cuda"));
        Path vendors = Files.createDirectory(directory.resolve("vendors"));
        Map<String, String> environment = Map.of("OCL_ICD_VENDORS", vendors.toString(), "OCL_ICD_FILENAMES", "");
        String noCuda = "ldd() { case $1 in *cuda* | *cublas*) printf '\\tlibcuda.so.1 => not found\\n' ;; esac; }";

        String withoutOpencl = check(environment, "ldd() { :; }");
        String why = "-Dunroll.tornado.without=opencl (no OpenCL driver is installed: " + vendors
                + " has no .icd file)\n";
        assertTrue(withoutOpencl.contains(why), withoutOpencl);
        assertFalse(withoutOpencl.replace(why, "").contains("opencl"), withoutOpencl);
        assertTrue(withoutOpencl.contains("\njava.sql,tornado.drivers.cuda,tornado.cublas\n"), withoutOpencl);
        assertTrue(withoutOpencl.contains("\n--enable-native-access=tornado.drivers.cuda,tornado.cublas\n"),
                withoutOpencl);
        assertEquals("the SDK's libtornado-cuda.so cannot be loaded: libcuda.so.1 is missing; install NVIDIA's driver, "
                + "or an SDK with the OpenCL backend, or install the device's OpenCL driver (docs/gpu.md); clinfo -l must "
                + "list the device",
                check(environment, noCuda).replace(", and no OpenCL driver is installed: " + vendors
                        + " has no .icd file", ""));

        Files.writeString(vendors.resolve("some.icd"), sdk.resolve("lib/libtornado-opencl.so").toString());
        String withoutCuda = check(environment, noCuda, LISTED);
        why = "-Dunroll.tornado.without=cuda (the SDK's libtornado-cuda.so cannot be loaded: libcuda.so.1 is missing)\n";
        assertTrue(withoutCuda.contains(why), withoutCuda);
        assertFalse(withoutCuda.replace(why, "").contains("cuda"), withoutCuda);
        assertTrue(withoutCuda.contains("\njava.sql,tornado.drivers.opencl,tornado.cublas\n"), withoutCuda);
        assertTrue(withoutCuda.contains("\n--add-exports=java.base/a=tornado.drivers.opencl\n"), withoutCuda);
        assertTrue(check(environment, "ldd() { :; }", LISTED).contains("tornado.drivers.opencl,tornado.drivers.cuda,"));
    }

    /** Its library is called libtornado-levelzero.so, and its module requires OpenCL's. */
    @Test
    void spirvGoesByItsLibraryAndWithOpencl() throws IOException, InterruptedException {
        for (String driver : List.of("opencl", "spirv")) {
            jar("tornado-drivers-" + driver + "-5.2.0-jdk25.jar");
        }
        Files.createFile(sdk.resolve("lib/libtornado-opencl.so"));
        Files.createFile(sdk.resolve("lib/libtornado-levelzero.so"));
        Files.write(sdk.resolve("tornado-argfile.template"), List.of(
                "--add-modules tornado.drivers.opencl,tornado.drivers.spirv",
                "--enable-native-access=tornado.drivers.opencl,tornado.drivers.spirv,beehive.levelzero.jni",
                "--add-reads=tornado.drivers.spirv=java.rmi"));
        Path vendors = Files.createDirectory(directory.resolve("vendors"));
        Map<String, String> environment = Map.of("OCL_ICD_VENDORS", vendors.toString(), "OCL_ICD_FILENAMES", "");
        String noLoader = "ldd() { case $1 in *levelzero*) printf '\\tlibze_loader.so.1 => not found\\n' ;; esac; }";
        assertTrue(check(environment, "ldd() { :; }").startsWith("no OpenCL driver is installed: "));

        Files.writeString(vendors.resolve("some.icd"), sdk.resolve("lib/libtornado-opencl.so").toString());
        String both = check(environment, "ldd() { :; }", LISTED);
        assertTrue(both.contains("\ntornado.drivers.opencl,tornado.drivers.spirv\n"), both);
        assertTrue(both.contains("tornado.drivers.spirv,beehive.levelzero.jni\n"), both);
        String opencl = check(environment, noLoader, LISTED);
        assertTrue(opencl.contains("\ntornado.drivers.opencl\n--enable-native-access=tornado.drivers.opencl\n"),
                opencl);
        String why = "-Dunroll.tornado.without=spirv (the SDK's libtornado-levelzero.so cannot be loaded: "
                + "libze_loader.so.1 is missing)\n";
        assertTrue(opencl.contains(why), opencl);
        assertFalse(opencl.replace(why, "").contains("spirv"), opencl);
    }

    @Test
    void onlyThisBackendIsStartedWithIt() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("words.txt"), "one\ntwo\nthree\n".repeat(10));
        Map<String, String> shown = Map.of("UNROLL_JAVA_OPTS", "-XshowSettings:properties", "TMPDIR",
                directory.toString());
        Launcher.Outcome other = launcher(shown).run("train", "--data", "words.txt", "--hidden", "4", "--epochs", "1");
        assertEquals(0, other.code(), other.err());
        assertFalse(other.err().contains("tornado.recover") || other.err().contains("sdk.library"), other.err());

        Launcher.Outcome started = launcher(shown).run("train", "--data", "words.txt", "--backend", "tornado:opencl-0");
        assertTrue(started.err().contains("    tornado.recover.bailout = False\n"), started.err());
        assertTrue(started.err().contains("    sdk.library = " + sdk + "/lib\n"), started.err());
        // the folder only looks like an SDK
        assertEquals(1, started.code());
        assertTrue(started.err().contains("unroll: backend tornado cannot run here: TornadoVM "), started.err());

        Launcher.Outcome refused = launcher(Map.of("TORNADOVM_HOME", "", "UNROLL_BACKEND", "tornado")).run("train",
                "--data", "words.txt");
        assertEquals(new Launcher.Outcome(1, "", "unroll: backend tornado cannot run here: TORNADOVM_HOME is not set; "
                + INSTALL + "\n"), refused);
        Launcher.Outcome listed = launcher(Map.of("TORNADOVM_HOME", "")).run("backends");
        assertTrue(listed.out().contains("why: TORNADOVM_HOME is not set\n"), listed.out());
    }
}
