package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.error.ResourceException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.file.AtomicFile;
import unroll.core.file.Failures;
import unroll.core.file.FolderNames;
import unroll.core.nn.HostTensor;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesAFile() throws IOException {
        Path file = folder.resolve("f");
        AtomicFile.write(file, AtomicFile.text("one"));
        AtomicFile.write(file, AtomicFile.text("zwei\u00fc"));
        assertEquals("zwei\u00fc", Files.readString(file));
        assertEquals(List.of("f"), FolderNames.of(folder));
    }

    @Test
    void worksOnANameWithoutAFolder() {
        Path file = Path.of("atomic-file-test.tmp");
        try {
            AtomicFile.write(file, AtomicFile.text("x"));
            assertTrue(Files.exists(file));
        } finally {
            assertTrue(file.toFile().delete());
        }
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        ResourceException e = assertThrows(ResourceException.class, () -> AtomicFile.write(file, channel -> {
            AtomicFile.text("half").writeTo(channel);
            throw new FileSystemException("f", null, "No space left on device");
        }));
        assertEquals(
                file + " cannot be written: No space left on device; free some space or choose a folder on another "
                        + "disk",
                e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("f"), FolderNames.of(folder));
    }

    @Test
    void aFaultInTheContentLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, channel -> {
            throw new IllegalStateException();
        }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("f"), FolderNames.of(folder));
    }

    @Test
    void aFolderInThePlaceOfTheFileIsKept() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("f")).resolve("precious");
        Files.writeString(inside, "x");
        ResourceException e = assertThrows(ResourceException.class,
                () -> AtomicFile.write(folder.resolve("f"), AtomicFile.text("new")));
        assertFalse(e.getMessage().contains("\n"));
        assertEquals("x", Files.readString(inside));
        assertEquals(List.of("f"), FolderNames.of(folder));
    }

    @Test
    void aPathThroughAFileOrNowhereIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        Path through = file.resolve("x");
        String message = assertThrows(ResourceException.class, () -> AtomicFile.write(through, AtomicFile.text("")))
                .getMessage();
        assertTrue(message.startsWith(through + " cannot be written: ") && message.contains("choose another path"),
                message);
        Path nowhere = folder.resolve("none").resolve("x");
        message = assertThrows(ResourceException.class, () -> AtomicFile.write(nowhere, AtomicFile.text("")))
                .getMessage();
        assertTrue(message.contains("does not exist"), message);
    }

    @Test
    void everyCauseHasARemedy() {
        Path path = Path.of("p");
        assertEquals("p cannot be read: permission denied; change its permissions or choose another folder",
                Failures.of(path, "read", new AccessDeniedException("p")).getMessage());
        assertEquals("p cannot be read: Read-only file system; choose a folder that can be written",
                Failures.of(path, "read", new FileSystemException("p", null, "Read-only file system")).getMessage());
        assertEquals("p cannot be read: Disk quota exceeded; free some space or choose a folder on another disk",
                Failures.of(path, "read", new IOException("Disk quota exceeded")).getMessage());
        assertEquals("p cannot be read: IOException; check the path, its permissions and the disk",
                Failures.of(path, "read", new IOException()).getMessage());
        assertEquals("p cannot be read: two lines; check the path, its permissions and the disk",
                Failures.of(path, "read", new IOException("two\nlines")).getMessage());
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNothingElse() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounted("size=64k", disk), "a small file system cannot be mounted here");
        try {
            Path file = disk.resolve("model.safetensors");
            HostTensor small = new HostTensor("a", DType.FLOAT32, Shape.of(100), new double[100]);
            Safetensors.write(file, List.of(small), Map.of());
            byte[] before = Files.readAllBytes(file);
            HostTensor large = new HostTensor("a", DType.FLOAT32, Shape.of(100_000), new double[100_000]);
            String message = assertThrows(ResourceException.class,
                    () -> Safetensors.write(file, List.of(large), Map.of())).getMessage();
            assertTrue(message.contains(file.toString()), message);
            assertArrayEquals(before, Files.readAllBytes(file));
            assertEquals(List.of("model.safetensors"), FolderNames.of(disk));

            LastState saved = LastFolderTest.state(1, small);
            new LastFolder(disk).save(saved);
            assertThrows(ResourceException.class, () -> new LastFolder(disk).save(LastFolderTest.state(2, large)));
            assertEquals(saved, new LastFolder(disk).load());
            assertEquals(List.of("last", "model.safetensors"), FolderNames.of(disk));
        } finally {
            unmount(disk);
        }
    }

    @Test
    void aReadOnlyDiskIsNamed() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounted("ro", disk), "a read-only file system cannot be mounted here");
        try {
            String message = assertThrows(ResourceException.class,
                    () -> AtomicFile.write(disk.resolve("f"), AtomicFile.text("x"))).getMessage();
            assertTrue(message.startsWith(disk.resolve("f") + " cannot be written"), message);
            message = assertThrows(ResourceException.class, () -> RunFolder.create(disk, false)).getMessage();
            assertTrue(message.contains("read-only"), message);
            assertThrows(ResourceException.class, () -> RunFolder.create(disk.resolve("run"), false));
        } finally {
            unmount(disk);
        }
    }

    private static boolean mounted(String options, Path at) throws Exception {
        return Files.isExecutable(Path.of("/bin/mount"))
                && run("/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString());
    }

    private static void unmount(Path at) throws Exception {
        assertTrue(run("/bin/umount", at.toString()));
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(Arrays.asList(command)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
