package unroll.app.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chromium without a window, if it is installed; one process for all pages. It is spoken to by its DevTools protocol,
 * which it reads from descriptor 3 and writes to descriptor 4, messages ended by a zero byte.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable");
    private static final int SECONDS = 60;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final Path messages;
    private final List<String> console = new ArrayList<>();
    private final String session;
    private int last;

    private Browser(Process process, Path messages) throws IOException {
        this.process = process;
        this.in = new BufferedInputStream(process.getInputStream());
        this.out = process.getOutputStream();
        this.messages = messages;
        String target = call("", "Target.createTarget", "{'url': 'about:blank'}").get("targetId").asString();
        this.session = call("", "Target.attachToTarget", "{'targetId': '" + target + "', 'flatten': true}")
                .get("sessionId").asString();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(session, domain + ".enable", "{}");
        }
    }

    /** Where it is installed. */
    static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param scratch a folder for the browser's own files
     */
    static Browser start(Path program, Path scratch) throws IOException {
        Path messages = scratch.resolve("messages");
        Process process = new ProcessBuilder("sh", "-c", "exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2", "sh",
                program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--remote-debugging-pipe", "--user-data-dir=" + scratch.resolve("profile"))
                .redirectError(messages.toFile()).start();
        try {
            return new Browser(process, messages);
        } catch (IOException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Opens a file, in a window of so many pixels, and waits until its scripts have run and it has been drawn. */
    void open(Path file, int width, int height, boolean dark) throws IOException {
        call(session, "Emulation.setDeviceMetricsOverride", "{'width': " + width + ", 'height': " + height
                + ", 'deviceScaleFactor': 1, 'mobile': false}");
        call(session, "Emulation.setEmulatedMedia", "{'features': [{'name': 'prefers-color-scheme', 'value': '"
                + (dark ? "dark" : "light") + "'}]}");
        console.clear();
        call(session, "Page.navigate", "{'url': '" + file.toUri() + "'}");
        evaluate("new Promise(done => { const drawn = () => requestAnimationFrame(() => requestAnimationFrame(done));"
                + " document.readyState === 'complete' ? drawn() : addEventListener('load', drawn); })");
    }

    /** What an expression comes to, waited for where it is a promise, as JavaScript makes text of it. */
    String evaluate(String expression) throws IOException {
        ObjectNode parameters = MAPPER.createObjectNode().put("expression", expression).put("awaitPromise", true)
                .put("returnByValue", true);
        JsonNode answer = call(session, "Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value").asString("");
    }

    /** Moves the pointer. */
    void point(double x, double y) throws IOException {
        call(session, "Input.dispatchMouseEvent", "{'type': 'mouseMoved', 'x': " + x + ", 'y': " + y + "}");
    }

    /** Presses a key and lets go of it. */
    void press(String key, int code) throws IOException {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            call(session, "Input.dispatchKeyEvent", "{'type': '" + type + "', 'key': '" + key + "', 'code': '" + key
                    + "', 'windowsVirtualKeyCode': " + code + "}");
        }
    }

    /** What the browser has complained of since the page was opened. */
    List<String> console() {
        return List.copyOf(console);
    }

    private JsonNode call(String to, String method, String parameters) throws IOException {
        return call(to, method, (ObjectNode) MAPPER.readTree(parameters.replace('\'', '"')));
    }

    private JsonNode call(String to, String method, ObjectNode parameters) throws IOException {
        last++;
        ObjectNode message = MAPPER.createObjectNode().put("id", last).put("method", method);
        message.set("params", parameters);
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        out.write((MAPPER.writeValueAsString(message) + "\0").getBytes(StandardCharsets.UTF_8));
        out.flush();
        for (;;) {
            JsonNode read = read();
            if (read.path("id").asInt(0) == last) {
                if (read.has("error")) {
                    throw new AssertionError(method + ": " + read.get("error"));
                }
                return read.get("result");
            }
            switch (read.path("method").asString("")) {
                case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" -> console
                        .add(read.get("params").toString());
                default -> {
                    // Of no interest here.
                }
            }
        }
    }

    private JsonNode read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) {
                throw new AssertionError("the browser has ended; it said " + Files.readString(messages,
                        StandardCharsets.ISO_8859_1));
            }
            bytes.write(next);
        }
        return MAPPER.readTree(bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
        try {
            call("", "Browser.close", "{}");
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
