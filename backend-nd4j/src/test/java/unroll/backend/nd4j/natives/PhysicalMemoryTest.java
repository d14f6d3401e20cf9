package unroll.backend.nd4j.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhysicalMemoryTest {
    @TempDir
    private Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void isTheMachines() throws IOException {
        write("proc/meminfo", "MemFree: 5 kB\nMemTotal:       2048 kB\nBuffers: 1 kB\n");
        assertEquals(2L << 20, PhysicalMemory.bytes(root));
        write("sys/fs/cgroup/memory.max", "max\n");
        assertEquals(2L << 20, PhysicalMemory.bytes(root));
    }

    @Test
    void isTheContainersWhereThatIsLess() throws IOException {
        write("proc/meminfo", "MemTotal:       2048 kB\n");
        write("sys/fs/cgroup/memory.max", "1048576\n");
        assertEquals(1L << 20, PhysicalMemory.bytes(root));
        write("sys/fs/cgroup/memory.max", "9223372036854771712\n");
        assertEquals(2L << 20, PhysicalMemory.bytes(root));
    }

    @Test
    void isThatOfItsGroupOrOneAbove() throws IOException {
        write("proc/meminfo", "MemTotal:       2048 kB\n");
        write("proc/self/cgroup", "0::/user.slice/session.scope\n");
        write("sys/fs/cgroup/user.slice/session.scope/memory.max", "1048576\n");
        assertEquals(1L << 20, PhysicalMemory.bytes(root));
        write("sys/fs/cgroup/user.slice/memory.max", "524288\n");
        assertEquals(1L << 19, PhysicalMemory.bytes(root));
        write("sys/fs/cgroup/other.slice/memory.max", "4096\n");
        assertEquals(1L << 19, PhysicalMemory.bytes(root));
    }

    @Test
    void isThatOfItsGroupInTheFirstVersionToo() throws IOException {
        write("proc/meminfo", "MemTotal:       2048 kB\n");
        write("proc/self/cgroup", "12:cpu,cpuacct:/a\n9:memory:/docker/4f0c\n1:name=systemd:/b\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/docker/4f0c/memory.limit_in_bytes", "1048576\n");
        assertEquals(1L << 20, PhysicalMemory.bytes(root));
    }

    /** The group's name is one outside of the container, which sees its own group at the root. */
    @Test
    void aGroupThatCannotBeSeenLeavesTheRoots() throws IOException {
        write("proc/meminfo", "MemTotal:       2048 kB\n");
        write("proc/self/cgroup", "0::/../../elsewhere\n");
        write("sys/fs/cgroup/memory.max", "1048576\n");
        assertEquals(1L << 20, PhysicalMemory.bytes(root));
    }

    @Test
    void isUnknownWhereTheSystemDoesNotSay() throws IOException {
        assertEquals(0, PhysicalMemory.bytes(root));
        write("proc/meminfo", "nothing of the kind\n");
        assertEquals(0, PhysicalMemory.bytes(root));
    }
}
