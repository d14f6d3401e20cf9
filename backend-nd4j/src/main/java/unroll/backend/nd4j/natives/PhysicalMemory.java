package unroll.backend.nd4j.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory there is for tensors outside the heap: the machine's, or its container's where that is less. */
final class PhysicalMemory {
    private static final int KIB = 1024;

    private PhysicalMemory() {
    }

    /** In bytes; 0 where the system does not say. */
    static long bytes() {
        return bytes(Path.of("/"));
    }

    /** As files under a root tell. */
    static long bytes(Path root) {
        OptionalLong machine = machine(root.resolve("proc/meminfo"));
        OptionalLong container = container(root.resolve("sys/fs/cgroup/memory.max"));
        return Math.min(machine.orElse(Long.MAX_VALUE), container.orElse(Long.MAX_VALUE)) == Long.MAX_VALUE
                ? 0
                : Math.min(machine.orElse(Long.MAX_VALUE), container.orElse(Long.MAX_VALUE));
    }

    /** As in {@code MemTotal:       24531232 kB}. */
    private static OptionalLong machine(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("MemTotal:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // another system
        }
        return OptionalLong.empty();
    }

    /** A number, or {@code max} where there is no limit. */
    private static OptionalLong container(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
