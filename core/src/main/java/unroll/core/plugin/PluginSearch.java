package unroll.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;

/** Finds and opens the plugins of some directories. One that cannot be used is noted and stops no other. */
final class PluginSearch {
    private record Candidate(PluginManifest manifest, Path path) {
    }

    private final @Nullable String started;
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private final Set<String> names;

    /**
     * Searches.
     *
     * @param started names of the plugins whose options the JVM was started with, commas between them, or null for none
     */
    PluginSearch(List<PluginDirectory> directories, @Nullable String started) {
        this.started = started;
        Set<Path> places = new LinkedHashSet<>();
        for (PluginDirectory directory : directories) {
            places.addAll(places(directory));
        }
        Map<String, List<Candidate>> byName = new TreeMap<>();
        for (Path place : places) {
            try {
                PluginManifest manifest = Files.isDirectory(place)
                        ? PluginManifest.read(place.resolve(PluginManifest.FILE))
                        : PluginManifest.ofJar(place);
                byName.computeIfAbsent(manifest.name(), name -> new ArrayList<>()).add(new Candidate(manifest, place));
            } catch (UnrollException e) {
                broken.add(new Broken(subject(String.valueOf(place.getFileName()), place), null, e));
            }
        }
        byName.forEach(this::open);
        names = Set.copyOf(byName.keySet());
    }

    /** Those that can be used, by name. */
    List<Plugin> plugins() {
        return plugins;
    }

    /** The names of those that say one, whether they can be used or not. */
    Set<String> names() {
        return names;
    }

    /** Those that cannot. */
    List<Broken> broken() {
        return broken;
    }

    static String subject(String name, Path place) {
        return "plugin " + name + " (" + place + ")";
    }

    private List<Path> places(PluginDirectory directory) {
        Path folder = directory.path();
        if (!Files.exists(folder) && !directory.required()) {
            return List.of();
        }
        if (!Files.isDirectory(folder)) {
            return none(folder, "it is " + (Files.exists(folder) ? "a file" : "not there")
                    + "; expected a folder that holds plugins");
        }
        if (Files.exists(folder.resolve(PluginManifest.FILE))) {
            return none(folder, "it is a plugin itself; name the folder that holds it");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> places = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                boolean hidden = String.valueOf(entry.getFileName()).startsWith(".");
                if (!hidden && (Files.isDirectory(entry) || Plugin.isJar(entry))) {
                    places.add(Files.exists(entry) ? entry.toRealPath() : entry);
                }
            }
            return places;
        } catch (IOException | UncheckedIOException e) {
            return none(folder, "it cannot be read: " + Broken.rootOf(e) + "; check its permissions");
        }
    }

    private List<Path> none(Path folder, String reason) {
        broken.add(new Broken("the plugin folder " + folder, null, new UsageException(reason)));
        return List.of();
    }

    private void open(String name, List<Candidate> candidates) {
        if (candidates.size() > 1) {
            broken.add(new Broken("plugin " + name, null, new UsageException("it is there more than once, in "
                    + String.join(" and ", candidates.stream().map(each -> each.path().toString()).toList())
                    + ", and none is used; take all but one away")));
            return;
        }
        Candidate only = candidates.get(0);
        try {
            plugins.add(Plugin.open(only.manifest(), only.path(), started));
        } catch (UnrollException e) {
            broken.add(new Broken(subject(name, only.path()), null, e));
        }
    }
}
