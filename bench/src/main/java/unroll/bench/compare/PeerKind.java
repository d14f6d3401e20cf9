package unroll.bench.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.bench.job.CellKind;

/**
 * A peer, and how its processes are started.
 *
 * @param title its name in tables
 * @param folder the module under bench/ that holds it; null where it is part of bench itself
 * @param main its main class
 * @param arguments what comes before those that all peers have
 * @param options of its JVM
 * @param epochs the most of a process, where steady epochs are all that is asked for: some are slow
 */
record PeerKind(String title, @Nullable String folder, String main, List<String> arguments, List<String> options,
        int epochs) {
    /** The lecture's model on libtorch, as its notebook has it. */
    static final PeerKind LIBTORCH_LECTURE = libtorch("lecture");
    /** The lecture's cell on libtorch, step by step, with the output layer once. */
    static final PeerKind LIBTORCH_CUSTOM = libtorch("custom");
    /** libtorch's own recurrent layers. */
    static final PeerKind LIBTORCH_FUSED = libtorch("fused");
    /** DL4J's layers. */
    static final PeerKind DL4J = new PeerKind("DL4J", "dl4j", "unroll.bench.dl4j.Dl4jMain", List.of(),
            List.of("--add-modules", "jdk.unsupported", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"),
            1);
    /** Plain loops in Java. */
    static final PeerKind SCALAR = new PeerKind("plain Java loops", null, "unroll.bench.scalar.ScalarMain", List.of(),
            List.of(), 3);

    private static PeerKind libtorch(String layer) {
        return new PeerKind("libtorch, " + layer, "djl", "unroll.bench.djl.DjlMain", List.of(layer),
                List.of("--enable-native-access=ALL-UNNAMED"), 3);
    }

    /** The job as this peer does it: libtorch's own layer is torch.nn.RNN, whose weights have other names. */
    JobShape fit(JobShape shape) {
        return equals(LIBTORCH_FUSED) && shape.cell() == CellKind.NOTEBOOK ? shape.with(CellKind.RNN) : shape;
    }
}
