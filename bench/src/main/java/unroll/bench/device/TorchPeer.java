package unroll.bench.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** PyTorch's own layers on a GPU, in a process of Python, where there are all three. */
final class TorchPeer {
    private static final String PROGRAM = "torch_layers.py";
    private static final long GRACE_SECONDS = 20;

    private final Map<String, Double> figures = new HashMap<>();
    private String name = "PyTorch is left out: python3 does not start";

    private TorchPeer() {
    }

    /**
     * Runs the program; what goes wrong there is told by {@link #name}.
     *
     * @param limit seconds after which it begins no other figure; infinite without a limit
     */
    static TorchPeer run(List<LayerSize> sizes, List<LayerSize> exact, double seconds, double limit)
            throws IOException, InterruptedException {
        return run("python3", sizes, exact, seconds, limit);
    }

    /** The same with another Python. */
    static TorchPeer run(String python, List<LayerSize> sizes, List<LayerSize> exact, double seconds, double limit)
            throws IOException, InterruptedException {
        TorchPeer peer = new TorchPeer();
        Process process;
        try {
            process = new ProcessBuilder(python, "-", Double.toString(seconds), Integer.toString(LayerSize.LENGTH),
                    plan(sizes), plan(exact), Double.toString(limit)).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return peer;
        }
        if (limit < Double.POSITIVE_INFINITY) {
            // one that hangs keeps nothing else from being told
            CompletableFuture.delayedExecutor((long) limit + GRACE_SECONDS, TimeUnit.SECONDS)
                    .execute(process::destroyForcibly);
        }
        peer.name = "PyTorch is left out: its program ended without a word";
        byte[] program;
        try (InputStream in = Objects.requireNonNull(TorchPeer.class.getResourceAsStream(PROGRAM), PROGRAM)) {
            program = in.readAllBytes();
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(program);
        } catch (IOException e) {
            peer.name = "PyTorch is left out: " + python + " ended before it had read its program (" + e.getMessage()
                    + ")";
        }
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                peer.note(line);
            }
        }
        process.waitFor();
        return peer;
    }

    private static String plan(List<LayerSize> sizes) {
        return String.join(",", sizes.stream().map(TorchPeer::key).toList());
    }

    private static String key(LayerSize size) {
        return size.cell() + ":" + size.hidden() + ":" + size.batch();
    }

    private void note(String line) {
        int space = line.lastIndexOf(' ');
        if (line.startsWith("name ")) {
            name = line.substring("name ".length());
        } else if (space > 0) {
            figures.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        }
    }

    /** What it is, or why it is not there. */
    String name() {
        return name;
    }

    /** Tokens a second, or NaN. */
    double pace(LayerSize size) {
        return figures.getOrDefault("pace " + key(size), Double.NaN);
    }

    /** What {@link Exactness} says of Unroll, of PyTorch; or NaN. */
    double error(LayerSize size) {
        return figures.getOrDefault("error " + key(size), Double.NaN);
    }
}
