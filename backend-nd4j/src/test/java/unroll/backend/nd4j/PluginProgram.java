package unroll.backend.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.error.BackendUnavailableException;
import unroll.api.tensor.DType;
import unroll.core.ops.OpsDecorator;
import unroll.tck.learning.LossCurve;

/** What tests run in a JVM of its own: the plugin of some jars, trained or found to be broken. */
final class PluginProgram {
    /** How many batches it trains on. */
    static final int BATCHES = 20;

    private PluginProgram() {
    }

    public static void main(String[] arguments) throws IOException {
        BackendProvider provider = PluginLoader.provider(
                Arrays.stream(arguments).skip(1).map(Path::of).toList());
        switch (arguments[0]) {
            case "train" -> train(provider);
            case "open" -> {
                for (int i = 0; i < 2; i++) {
                    System.out.println(provider.probe());
                    open(provider);
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void train(BackendProvider provider) throws IOException {
        try (Backend backend = provider.open(OpenOptions.DEFAULT)) {
            for (double loss : LossCurve.all().get(0).run(backend, DType.FLOAT32, OpsDecorator.NONE, BATCHES)) {
                System.out.println("loss " + loss);
            }
        }
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).toString().startsWith("socket")) {
                    System.out.println("socket " + file);
                }
            }
        }
    }

    private static void open(BackendProvider provider) {
        try {
            provider.open(OpenOptions.DEFAULT).close();
            System.out.println("opened");
        } catch (BackendUnavailableException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
