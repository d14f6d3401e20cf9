package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import unroll.api.plugin.ApiVersion;

/** Compiles small classes against unroll.api alone and packs them as an author would. */
final class PluginMaker {
    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<Class<?>, List<String>> services = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    PluginMaker(Path scratch) throws IOException {
        work = Files.createTempDirectory(scratch, "plugin");
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** Adds a class of the package {@code sample} that is no provider. */
    PluginMaker type(String name, String body) {
        sources.put(name, "package sample;\n" + body);
        return this;
    }

    /** Adds a class and names it in META-INF/services; {@code #} in the body stands for its name. */
    PluginMaker provider(Class<?> service, String name, String body) {
        service(service, "sample." + name);
        return type(name, "public final class " + name + " implements " + service.getName() + " {\n"
                + body.replace("#", name) + "\n}\n");
    }

    PluginMaker service(Class<?> service, String type) {
        services.computeIfAbsent(service, key -> new ArrayList<>()).add(type);
        return this;
    }

    /** Leaves a class out of the jar that the others were compiled with. */
    PluginMaker without(String name) {
        left.add("sample/" + name + ".class");
        return this;
    }

    PluginMaker api(String number) {
        manifest.getMainAttributes().putValue(ApiVersion.MANIFEST_ATTRIBUTE, number);
        return this;
    }

    /** A plugin of one jar. */
    Path jar(Path jar) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(classes);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(each).toString();
                if (!left.contains(name)) {
                    put(out, name, Files.readAllBytes(each));
                }
            }
            for (Map.Entry<Class<?>, List<String>> service : services.entrySet()) {
                put(out, "META-INF/services/" + service.getKey().getName(),
                        String.join("\n", service.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** A plugin of one folder. */
    Path folder(Path folder, String... properties) throws IOException {
        jar(folder.resolve("sample.jar"));
        Files.write(folder.resolve(PluginManifest.FILE), List.of(properties));
        return folder;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private void compile(Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-cp", api()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            arguments.add(Files.writeString(work.resolve(source.getKey() + ".java"), source.getValue()).toString());
        }
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        if (!sources.isEmpty()) {
            assertEquals(0, ToolProvider.findFirst("javac").orElseThrow().run(writer, writer,
                    arguments.toArray(String[]::new)), said::toString);
        }
    }

    private static String api() {
        try {
            return Path.of(ApiVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
