package unroll.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that was run to its end.
 *
 * @param lines what it wrote on both streams
 * @param seconds wall time from before it was started until it had ended
 * @param peakBytes the most memory it had resident; 0 where the system does not tell
 * @param exit its exit code
 */
record Child(List<Line> lines, double seconds, long peakBytes, int exit) {
    private static final double NANO = 1e-9;
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int LAST_LINES = 3;

    /** A line, and when it came, in seconds from the start. */
    record Line(double at, String text) {
    }

    /** Thrown where a process fails; the message says how. */
    static final class FailedException extends IOException {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    /**
     * Runs a command.
     *
     * @throws FailedException if it does not end with exit code 0
     */
    static Child run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        List<Line> lines = new ArrayList<>();
        AtomicLong peak = new AtomicLong();
        long start = System.nanoTime();
        Process process = builder.start();
        Thread watch = Thread.ofPlatform().daemon().start(() -> watch(process, peak));
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(new Line((System.nanoTime() - start) * NANO, line));
            }
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                process.destroy();
            }
        }
        int exit = process.waitFor();
        double seconds = (System.nanoTime() - start) * NANO;
        watch.join();
        Child child = new Child(List.copyOf(lines), seconds, peak.get(), exit);
        if (exit != 0) {
            throw new FailedException("exit code " + exit + ": " + child.lastWords());
        }
        return child;
    }

    private static void watch(Process process, AtomicLong peak) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
                    if (line.startsWith("VmHWM:")) {
                        long kilobytes = Long.parseLong(line.replaceAll("[^0-9]", ""));
                        peak.accumulateAndGet(kilobytes * 1024, Math::max);
                    }
                }
            }
        } catch (IOException e) {
            // no Linux, or the process has just ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lines of a word that begins with an at sign, without that word, split at spaces. */
    List<String[]> values(String word) {
        List<String[]> values = new ArrayList<>();
        String start = "@" + word + " ";
        for (Line line : lines) {
            if (line.text().startsWith(start)) {
                values.add(line.text().substring(start.length()).split(" ", -1));
            }
        }
        return values;
    }

    /** The rest of the first line with such a word, or nothing. */
    String text(String word) {
        List<String[]> all = values(word);
        return all.isEmpty() ? "" : String.join(" ", all.getFirst());
    }

    private String lastWords() {
        List<String> words = new ArrayList<>();
        for (Line line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
            words.add(line.text().strip());
        }
        return String.join(" / ", words);
    }
}
