package unroll.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryInvocation;

/**
 * Whether the signatures that the backend is compiled against are those of the SDK in TORNADOVM_HOME. Classes are read
 * and not loaded: the SDK's ask for features that are a preview.
 */
class SignaturesTest {
    private static final String THEIRS = "uk/ac/manchester/tornado/";
    private static final String OBJECT = "java/lang/Object";

    /** What can be linked against, by class: a line for each member, and for each supertype. */
    private static Map<String, ClassModel> read(Path root) throws IOException {
        Map<String, ClassModel> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
                if (!model.isModuleInfo()) {
                    classes.put(model.thisClass().asInternalName(), model);
                }
            }
        }
        return classes;
    }

    private static Map<String, ClassModel> readPlace(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return read(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return read(jar.getPath("/"));
        }
    }

    private static boolean isVisible(AccessFlags flags) {
        return flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED);
    }

    private static List<String> parents(ClassModel model) {
        List<String> parents = new ArrayList<>(model.interfaces().stream().map(ClassEntry::asInternalName).toList());
        model.superclass().ifPresent(parent -> parents.add(parent.asInternalName()));
        return parents;
    }

    private static String kind(ClassModel model) {
        return model.flags().has(AccessFlag.INTERFACE) ? "interface" : "class";
    }

    private static String place(AccessFlags flags) {
        return flags.has(AccessFlag.STATIC) ? "static " : "";
    }

    /** The visible members that a class has itself. */
    private static Set<String> own(ClassModel model) {
        Set<String> members = new TreeSet<>();
        model.methods().stream()
                .filter(method -> isVisible(method.flags()) && !method.flags().has(AccessFlag.SYNTHETIC))
                .forEach(method -> members.add(place(method.flags()) + method.methodName().stringValue()
                        + method.methodType().stringValue()));
        model.fields().stream().filter(field -> isVisible(field.flags())).forEach(field -> members.add(
                place(field.flags()) + field.fieldName().stringValue() + " " + field.fieldType().stringValue()
                        + field.findAttribute(Attributes.constantValue())
                                .map(value -> " = " + value.constant().constantValue())
                                .orElse("")));
        return members;
    }

    /** Those that it inherits too, and every type that it is. */
    private static void collect(String name, Map<String, ClassModel> classes, Set<String> members) {
        ClassModel model = classes.get(name);
        members.add("is a " + name);
        if (model != null) {
            members.addAll(own(model));
            parents(model).forEach(parent -> collect(parent, classes, members));
        }
    }

    /** The lines of ours that the other has not. */
    private static List<String> missing(Map<String, ClassModel> ours, Map<String, ClassModel> theirs) {
        List<String> missing = new ArrayList<>();
        ours.forEach((name, model) -> {
            if (!model.flags().has(AccessFlag.PUBLIC)) {
                return;
            }
            ClassModel other = theirs.get(name);
            if (other == null || !other.flags().has(AccessFlag.PUBLIC) || !kind(model).equals(kind(other))) {
                missing.add(kind(model) + " " + name);
                return;
            }
            Set<String> found = new TreeSet<>();
            collect(name, theirs, found);
            Set<String> wanted = own(model);
            parents(model).stream().filter(parent -> !parent.equals(OBJECT)).forEach(parent -> wanted.add("is a "
                    + parent));
            wanted.removeAll(found);
            wanted.forEach(member -> missing.add(name + ": " + member));
        });
        return missing;
    }

    private static Map<String, ClassModel> ours() throws Exception {
        Map<String, ClassModel> classes = new TreeMap<>();
        for (Class<?> one : List.of(TaskGraph.class, LibraryInvocation.class)) {
            classes.putAll(readPlace(Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI())));
        }
        // the harness has something of its own besides
        classes.keySet().removeIf(name -> !name.startsWith(THEIRS));
        return classes;
    }

    @Test
    void areThoseOfTheSdk() throws Exception {
        @Nullable String home = System.getenv("TORNADOVM_HOME");
        assumeTrue(home != null && !home.isEmpty(), "skipped: TORNADOVM_HOME is not set");
        Map<String, ClassModel> theirs = new TreeMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(String.valueOf(home), "share/java/tornado"),
                "tornado-{api,runtime}-*.jar")) {
            for (Path jar : jars) {
                theirs.putAll(readPlace(jar));
            }
        }
        assertTrue(theirs.containsKey(THEIRS + "api/TaskGraph"), () -> "no API in " + home);
        assertEquals(List.of(), missing(ours(), theirs));
    }

    /** That a difference would be seen: against nothing all is one, against itself none is. */
    @Test
    void differencesAreSeen() throws Exception {
        Map<String, ClassModel> ours = ours();
        assertEquals(List.of(), missing(ours, ours));
        Map<String, ClassModel> fewer = new TreeMap<>(ours);
        ClassModel graph = fewer.get("uk/ac/manchester/tornado/api/TaskGraph");
        fewer.put("uk/ac/manchester/tornado/api/TaskGraph", ClassFile.of().parse(ClassFile.of().transformClass(graph,
                (builder, element) -> {
                    if (!(element instanceof java.lang.classfile.MethodModel method
                            && method.methodName().equalsString("snapshot"))) {
                        builder.with(element);
                    }
                })));
        assertEquals(List.of("uk/ac/manchester/tornado/api/TaskGraph: "
                + "snapshot()Luk/ac/manchester/tornado/api/ImmutableTaskGraph;"), missing(ours, fewer));
    }
}
