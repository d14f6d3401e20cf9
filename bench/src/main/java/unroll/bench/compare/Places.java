package unroll.bench.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie.
 *
 * @param home the checkout whose bench this is
 * @param unroll the launcher that is measured
 * @param java the command of the JDK
 * @param scratch a folder for this run's files, which it removes
 */
record Places(Path home, Path unroll, Path java, Path scratch) {
    /** The jars of the app, as modules. */
    Path distribution() {
        return unroll.toAbsolutePath().resolveSibling("app").resolve("target").resolve("unroll").resolve("lib");
    }

    /** This program's own jars. */
    Path bench() {
        return home.resolve("bench").resolve("target").resolve("bench");
    }

    /** A peer's jars. */
    Path peer(String name) {
        return home.resolve("bench").resolve(name).resolve("target").resolve("bench");
    }

    /** Why a peer was not built; null if it was. */
    @Nullable
    String missing(String name) {
        return Files.exists(peer(name).resolve("complete"))
                ? null
                : "not built, see " + home.relativize(peer(name).resolveSibling("build.log"));
    }

    /** Where peers unpack their native libraries. */
    Path natives() {
        return home.resolve("bench").resolve("target").resolve("natives");
    }
}
