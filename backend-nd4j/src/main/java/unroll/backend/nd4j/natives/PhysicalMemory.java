package unroll.backend.nd4j.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory there is for tensors outside the heap: the machine's, or that of the control group of this process or
 * of one above it, in version 1 or 2 of cgroups, where that is less.
 */
final class PhysicalMemory {
    private static final int KIB = 1024;
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final String FIELDS = ":";

    private PhysicalMemory() {
    }

    /** In bytes; 0 where the system does not say. */
    static long bytes() {
        return bytes(Path.of("/"));
    }

    /** As files under a root tell. */
    static long bytes(Path root) {
        Path groups = root.resolve("sys/fs/cgroup");
        // A container may see its own group at the root, whatever the group's name is outside.
        long least = Math.min(machine(root.resolve("proc/meminfo")),
                Math.min(number(groups.resolve("memory.max")), number(groups.resolve("memory/memory.limit_in_bytes"))));
        // as in 0::/user.slice/session.scope, or 9:memory:/docker/4f0c
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] fields = line.split(FIELDS, 3);
            if (fields.length == 3 && fields[1].isEmpty()) {
                least = Math.min(least, leastUpwards(groups, fields[2], "memory.max"));
            } else if (fields.length == 3 && List.of(fields[1].split(",", -1)).contains("memory")) {
                least = Math.min(least, leastUpwards(groups.resolve("memory"), fields[2], "memory.limit_in_bytes"));
            }
        }
        return least == UNKNOWN ? 0 : least;
    }

    private static long leastUpwards(Path top, String group, String file) {
        long least = UNKNOWN;
        // a name outside of what this process may see begins with /.. and is then above the top
        Path place = top.resolve(group.substring(1)).normalize();
        while (place != null && place.startsWith(top)) {
            least = Math.min(least, number(place.resolve(file)));
            place = place.getParent();
        }
        return least;
    }

    /** As in {@code MemTotal:       24531232 kB}. */
    private static long machine(Path file) {
        for (String line : lines(file)) {
            if (line.startsWith("MemTotal:")) {
                try {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
                } catch (NumberFormatException e) {
                    return UNKNOWN;
                }
            }
        }
        return UNKNOWN;
    }

    /** A number alone in a file; {@code max} stands for no limit. */
    private static long number(Path file) {
        List<String> lines = lines(file);
        try {
            return lines.isEmpty() ? UNKNOWN : Long.parseLong(lines.get(0).strip());
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** None where there is no such file, as on another system. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
