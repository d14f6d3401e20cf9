package unroll.app.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, if it is installed. */
final class Browser {
    /** What a page became: its document after the scripts, and what the browser's console was told. */
    record Shown(String document, List<String> console) {
    }

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 120;

    private final Path program;

    private Browser(Path program) {
        this.program = program;
    }

    static Optional<Browser> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable)
                .findFirst().map(Browser::new);
    }

    /**
     * Opens a file.
     *
     * @param scratch a folder for the browser's own files
     */
    Shown show(Path file, boolean dark, Path scratch) throws IOException, InterruptedException {
        Path out = scratch.resolve("document");
        Path err = scratch.resolve("messages");
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--user-data-dir=" + scratch.resolve("profile"),
                "--enable-logging=stderr", "--hide-scrollbars", "--window-size=1600,900",
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1), "--virtual-time-budget=3000", "--dump-dom",
                file.toUri().toString()));
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the browser did not end; it said " + Files.readString(err));
            }
        } finally {
            process.destroyForcibly();
        }
        List<String> console = Files.readString(err, StandardCharsets.ISO_8859_1).lines()
                .filter(line -> line.contains("CONSOLE")).toList();
        return new Shown(Files.readString(out), console);
    }
}
