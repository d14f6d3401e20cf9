package unroll.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows of the design: app -> core -> api, backends -> api and nothing else, the kit -> api and core. */
class ArchitectureTest {
    private static final List<String> MODULES = List.of("unroll.api", "unroll.core", "unroll.app",
            "unroll.backend.pure", "unroll.tck");
    private static final Pattern BACKENDS = Pattern.compile("\\b(pure|nd4j|djl|tornado)\\b", Pattern.CASE_INSENSITIVE);

    private static JavaClasses all;

    @BeforeAll
    static void readClasses() {
        all = new ClassFileImporter().importLocations(MODULES.stream().map(ArchitectureTest::location).toList());
        for (String module : MODULES) {
            assertTrue(all.stream().anyMatch(each -> each.getPackageName().startsWith(module)), module);
        }
    }

    /** Where a module's classes are: without those of its tests. */
    private static Location location(String module) {
        ModuleReference reference = ModuleLayer.boot().configuration().findModule(module)
                .orElseThrow(() -> new AssertionError(module + " is not on the module path")).reference();
        URI place = reference.location().orElseThrow();
        return Location.of(place.getPath().endsWith(".jar") ? URI.create("jar:" + place + "!/") : place);
    }

    @Test
    void apiNeedsJavaAlone() {
        classes().that().resideInAPackage("unroll.api..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("unroll.api..", "java..", "org.jspecify..").check(all);
    }

    @Test
    void coreKnowsApiAlone() {
        noClasses().that().resideInAPackage("unroll.core..").should().dependOnClassesThat()
                .resideInAnyPackage("unroll.app..", "unroll.backend..", "unroll.tck..").check(all);
    }

    @Test
    void backendsKnowApiAlone() {
        classes().that().resideInAPackage("unroll.backend..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("unroll.backend..", "unroll.api..", "java..", "jdk.incubator.vector..",
                        "org.jspecify..")
                .check(all);
    }

    @Test
    void theKitKnowsApiAndCore() {
        noClasses().that().resideInAPackage("unroll.tck..").should().dependOnClassesThat()
                .resideInAnyPackage("unroll.app..", "unroll.backend..").check(all);
    }

    @Test
    void appKnowsNoBackend() {
        noClasses().that().resideInAPackage("unroll.app..").should().dependOnClassesThat()
                .resideInAnyPackage("unroll.backend..", "unroll.tck..").check(all);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("unroll.(**)").should().beFreeOfCycles().check(all);
    }

    @Test
    void standardStreamsAreForTheFrontDoor() {
        noClasses().that().resideOutsideOfPackages("unroll.app", "unroll.tck..").should(ACCESS_STANDARD_STREAMS)
                .check(all);
    }

    @Test
    void coreThrowsOurExceptionsOrThoseOfJavaLang() {
        noClasses().that().resideInAnyPackage("unroll.api..", "unroll.core..", "unroll.backend..")
                .should(callConstructorWhere(targetOwner(assignableTo(Throwable.class))
                        .and(targetOwner(not(resideInAnyPackage("unroll..", "java.lang"))))
                        .<JavaConstructorCall>forSubtype()))
                .check(all);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(all);
        fields().that().areStatic().should().notHaveRawType(resideInAnyPackage("java.util.concurrent.atomic"))
                .check(all);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        List<String> unmarked = new ArrayList<>();
        for (JavaPackage each : all.getDefaultPackage().getSubpackagesInTree()) {
            if (!each.getClasses().isEmpty() && each.getName().startsWith("unroll")
                    && each.tryGetPackageInfo().filter(info -> info.isAnnotatedWith(NullMarked.class)).isEmpty()) {
                unmarked.add(each.getName());
            }
        }
        assertEquals(List.of(), unmarked);
    }

    @Test
    void coreAndAppNameNoBackend() throws IOException {
        Path root = root();
        List<String> found = new ArrayList<>();
        for (String module : List.of("core", "app")) {
            Path sources = root.resolve(module).resolve("src").resolve("main").resolve("java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    if (BACKENDS.matcher(Files.readString(file)).find()) {
                        found.add(root.relativize(file).toString());
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("unroll")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new AssertionError("no folder above has the launcher and the parent pom");
    }
}
