package unroll.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.Probe;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.core.plugin.Backends;
import unroll.core.plugin.Broken;

/** The backends that are there, whether each can run here, and what to do about those that cannot. */
public final class BackendsReport {
    private static final String INDENT = "    ";

    private final Backends backends;
    private final @Nullable String standard;
    private final @Nullable Path home;

    /**
     * A report.
     *
     * @param backends what was found
     * @param standard name of the default backend, or null for none
     * @param home folder of the installation, or null where that is not known
     */
    public BackendsReport(Backends backends, @Nullable String standard, @Nullable Path home) {
        this.backends = backends;
        this.standard = standard;
        this.home = home;
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (BackendProvider provider : backends.all()) {
            lines.addAll(of(provider));
            lines.add("");
        }
        for (Broken broken : backends.broken()) {
            lines.add("a provider that cannot be loaded");
            lines.addAll(Paragraph.of(INDENT, broken.reason()));
            lines.addAll(Paragraph.of(INDENT, "to do: reinstall or update it, or take its jar away"));
            lines.add("");
        }
        String missing = missingDefault();
        if (missing != null) {
            lines.addAll(Paragraph.of("", missing));
        } else if (!lines.isEmpty()) {
            lines.removeLast();
        } else {
            lines.add("No backend is installed.");
        }
        return lines;
    }

    private List<String> of(BackendProvider provider) {
        List<String> lines = new ArrayList<>();
        String name = provider.name() + (provider.name().equals(standard) ? " (default)" : "");
        switch (Backends.probe(provider)) {
            case Probe.Available(List<Device> devices) -> {
                lines.add(name + ": available");
                lines.addAll(Paragraph.of(INDENT, provider.description()));
                for (Device device : devices) {
                    lines.addAll(Paragraph.of(INDENT, "device " + device.id() + ", "
                            + Numbers.memory(device.memoryBytes()) + ": " + device.description()));
                }
            }
            case Probe.Unavailable(String reason, String remedy) -> {
                lines.add(name + ": not available");
                lines.addAll(Paragraph.of(INDENT, provider.description()));
                lines.addAll(Paragraph.of(INDENT, "why: " + reason));
                lines.addAll(Paragraph.of(INDENT, "to do: " + remedy));
            }
        }
        return lines;
    }

    /** A sentence if the default backend is not there, else null. */
    private @Nullable String missingDefault() {
        if (standard == null || backends.all().stream().anyMatch(provider -> provider.name().equals(standard))) {
            return null;
        }
        String remedy = home == null
                ? "put its jar back on the module path"
                : "to build it again, delete " + home.resolve("app").resolve("target").resolve("unroll")
                        + " and start Unroll again";
        return "The default backend, " + standard + ", is not there: its jar is missing"
                + (backends.broken().isEmpty() ? "" : " or it cannot be loaded") + ". What to do: " + remedy + ".";
    }

    /** For programs. */
    public String json() {
        List<Object> list = new ArrayList<>();
        for (BackendProvider provider : backends.all()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("name", provider.name());
            object.put("description", provider.description());
            object.put("default", provider.name().equals(standard));
            put(object, Backends.probe(provider));
            list.add(object);
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("default", standard);
        whole.put("problem", missingDefault());
        whole.put("backends", list);
        whole.put("broken", backends.broken().stream().map(Broken::reason).toList());
        return Json.of(whole);
    }

    private static void put(Map<String, @Nullable Object> object, Probe probe) {
        switch (probe) {
            case Probe.Available(List<Device> devices) -> {
                object.put("available", true);
                object.put("devices", devices.stream().map(BackendsReport::object).toList());
            }
            case Probe.Unavailable(String reason, String remedy) -> {
                object.put("available", false);
                object.put("reason", reason);
                object.put("remedy", remedy);
            }
        }
    }

    private static Map<String, Object> object(Device device) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", device.id());
        object.put("description", device.description());
        object.put("memory_bytes", device.memoryBytes());
        return object;
    }
}
