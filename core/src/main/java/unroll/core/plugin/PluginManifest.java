package unroll.core.plugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.api.plugin.ApiVersion;

/**
 * What a plugin says of itself.
 *
 * @param name lower case; a plugin that is there for one backend has the backend's name
 * @param version as its author writes it, or null where a single jar's name has none
 * @param api the number of the API it was built for, or null where a single jar doesn't say
 * @param modules platform modules that it needs
 * @param jvm options of the JVM that its backend needs
 * @param environment variables that its backend needs, as {@code NAME=value}
 * @param size how much building it downloads, in words, or null where that is not said
 */
public record PluginManifest(String name, @Nullable String version, @Nullable Integer api, List<String> modules,
        List<String> jvm, List<String> environment, @Nullable String size) {
    /** Name of the file in a plugin's folder. */
    public static final String FILE = "plugin.properties";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final Pattern JAR = Pattern.compile("(.+?)(?:-(\\d.*))?\\.jar", Pattern.DOTALL);
    private static final Pattern COMMAS = Pattern.compile("[,\\s]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Copies the lists. */
    public PluginManifest {
        modules = List.copyOf(modules);
        jvm = List.copyOf(jvm);
        environment = List.copyOf(environment);
    }

    /** Whether its backend needs what only the start of the JVM can give. */
    boolean needsStart() {
        return !jvm.isEmpty() || !environment.isEmpty();
    }

    /**
     * Reads a plugin.properties.
     *
     * @throws UsageException if it is missing or says too little
     */
    public static PluginManifest read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new UsageException("it has no " + FILE + "; the file must give name, version and api", e);
        } catch (CharacterCodingException e) {
            throw new UsageException(FILE + " is not in UTF-8; save it so", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(FILE + " cannot be read: " + Broken.rootOf(e) + "; put it right", e);
        }
        String name = required(properties, "name");
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(FILE + ": name is '" + name
                    + "', expected lower case letters, digits, dots, dashes and underscores");
        }
        return new PluginManifest(name, required(properties, "version"), number(required(properties, "api"), FILE),
                list(properties, "modules", COMMAS), list(properties, "jvm", SPACES),
                list(properties, "environment", COMMAS), optional(properties, "size"));
    }

    /**
     * What a plugin of a single jar says by its file's name and its manifest.
     *
     * @throws UsageException if the jar is damaged, or its number of the API is none
     */
    static PluginManifest ofJar(Path jar) {
        String file = String.valueOf(jar.getFileName());
        Matcher matcher = JAR.matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " is no jar");
        }
        return new PluginManifest(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), apiOf(jar), List.of(),
                List.of(), List.of(), null);
    }

    private static @Nullable Integer apiOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String api = manifest == null ? null : manifest.getMainAttributes().getValue(ApiVersion.MANIFEST_ATTRIBUTE);
            return api == null ? null : number(api.strip(), "its manifest");
        } catch (IOException e) {
            throw Plugin.damaged(jar, e);
        }
    }

    private static String required(Properties properties, String key) {
        String value = optional(properties, key);
        if (value == null) {
            throw new UsageException(FILE + " lacks '" + key + "'; add a line " + key + "=...");
        }
        return value;
    }

    private static @Nullable String optional(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        return value.isEmpty() ? null : value;
    }

    private static List<String> list(Properties properties, String key, Pattern separator) {
        String value = optional(properties, key);
        return value == null
                ? List.of()
                : Arrays.stream(separator.split(value)).filter(part -> !part.isEmpty()).toList();
    }

    private static Integer number(String text, String where) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    where + ": the number of the API is '" + text + "', expected a whole number such as "
                            + ApiVersion.CURRENT,
                    e);
        }
    }
}
