package unroll.app.report;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.Probe;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.core.plugin.Backends;
import unroll.core.plugin.Installed;
import unroll.core.plugin.Plugin;
import unroll.core.plugin.Registry;

/** The backends that are there, whether each can run here, and what to do about those that cannot. */
public final class BackendsReport {
    private static final String INDENT = "    ";

    private final Backends backends;
    private final List<String> problems;
    private final @Nullable String standard;
    private final @Nullable Path home;

    /**
     * A report.
     *
     * @param installed what was found
     * @param standard name of the default backend, or null for none
     * @param home folder of the installation, or null where that is not known
     */
    public BackendsReport(Installed installed, @Nullable String standard, @Nullable Path home) {
        this.backends = installed.backends();
        // Of what is built in only backends matter here, of plugins everything.
        this.problems = Stream.concat(
                backends.broken().stream().filter(broken -> broken.plugin() == null).map(broken -> broken.reason()
                        + "; reinstall or update it, or take its jar away"),
                installed.problems().stream()).toList();
        this.standard = standard;
        this.home = home;
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Registry.Entry<BackendProvider> entry : backends.entries()) {
            lines.addAll(of(entry));
            lines.add("");
        }
        for (String problem : problems) {
            lines.add("cannot be loaded:");
            lines.addAll(Paragraph.of(INDENT, problem));
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

    private List<String> of(Registry.Entry<BackendProvider> entry) {
        List<String> lines = new ArrayList<>();
        BackendProvider provider = entry.provider();
        String name = entry.name() + (entry.name().equals(standard) ? " (default)" : "");
        switch (Backends.probe(provider)) {
            case Probe.Available(List<Device> devices) -> {
                lines.add(name + ": available");
                lines.addAll(Paragraph.of(INDENT, Backends.describe(provider)));
                lines.addAll(origin(entry));
                for (Device device : devices) {
                    String memory = device.memoryBytes() == 0 ? "" : ", " + Numbers.memory(device.memoryBytes());
                    lines.addAll(Paragraph.of(INDENT, "device " + device.id() + memory + ": " + device.description()));
                }
            }
            case Probe.Unavailable(String reason, String remedy) -> {
                lines.add(name + ": not available");
                lines.addAll(Paragraph.of(INDENT, Backends.describe(provider)));
                lines.addAll(origin(entry));
                lines.addAll(Paragraph.of(INDENT, "why: " + reason));
                lines.addAll(Paragraph.of(INDENT, "to do: " + remedy));
            }
        }
        return lines;
    }

    private static List<String> origin(Registry.Entry<BackendProvider> entry) {
        Plugin plugin = entry.plugin();
        if (!Backends.isBuilt(entry.provider())) {
            return List.of();
        }
        String version = version(entry);
        return Paragraph.of(INDENT, (plugin == null ? "built in" : "plugin")
                + (version == null ? "" : ", version " + version)
                + (plugin == null ? "" : ", " + Numbers.size(plugin.size()) + " in " + plugin.path()));
    }

    private static @Nullable String version(Registry.Entry<BackendProvider> entry) {
        Plugin plugin = entry.plugin();
        if (plugin != null) {
            return plugin.manifest().version();
        }
        ModuleDescriptor module = entry.provider().getClass().getModule().getDescriptor();
        return module == null || !Backends.isBuilt(entry.provider()) ? null : module.rawVersion().orElse(null);
    }

    /** A sentence if the default backend is not there, else null. */
    private @Nullable String missingDefault() {
        if (standard == null || backends.entries().stream().anyMatch(entry -> entry.name().equals(standard))) {
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
        for (Registry.Entry<BackendProvider> entry : backends.entries()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("name", entry.name());
            object.put("description", Backends.describe(entry.provider()));
            object.put("default", entry.name().equals(standard));
            putOrigin(object, entry);
            put(object, Backends.probe(entry.provider()));
            list.add(object);
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("default", standard);
        whole.put("problem", missingDefault());
        whole.put("backends", list);
        whole.put("broken", problems);
        return Json.of(whole);
    }

    private static void putOrigin(Map<String, @Nullable Object> object, Registry.Entry<BackendProvider> entry) {
        Plugin plugin = entry.plugin();
        object.put("built", Backends.isBuilt(entry.provider()));
        object.put("version", version(entry));
        object.put("plugin", plugin == null ? null : plugin.path().toString());
        object.put("bytes", plugin == null ? null : plugin.size());
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

    private static Map<String, @Nullable Object> object(Device device) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", device.id());
        object.put("description", device.description());
        object.put("memory_bytes", device.memoryBytes() == 0 ? null : device.memoryBytes());
        return object;
    }
}
