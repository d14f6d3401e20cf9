package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import unroll.tck.BackendConformance;

/** The kit tested: each wrong backend is caught by the family that is meant to catch it, at the check meant for it. */
class MutationTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");

    static Stream<Mutant> mutants() {
        return MutationTable.mutants();
    }

    @AfterAll
    static void print() {
        MutationTable.lines().forEach(System.out::println);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) {
        List<String> failed = failures(run(mutant.type()));
        assertTrue(failed.stream().anyMatch(name -> name.contains(mutant.check())),
                () -> "expected a failure of \"" + mutant.check() + "\", found " + failed);
    }

    /** So that the table shows what the change does, and not the way it is made. */
    @ParameterizedTest
    @ValueSource(classes = {CompositionMutants.RightKernels.class, KernelMutants.RightGradients.class,
        KernelMutants.RightUse.class, RightBackends.Aliasing.class, RightBackends.Refusing.class,
        RightBackends.Remembering.class, RightBackends.Called.class,
        PromiseMutants.OtherRoundings.class})
    void withNothingWrongAllPass(Class<?> right) {
        TestExecutionSummary summary = run(right);
        assertEquals(List.of(), failures(summary));
        assertEquals(0, summary.getTestsAbortedCount(), "checks that did not apply");
        assertTrue(summary.getTestsSucceededCount() > 0, "none ran");
    }

    @Test
    void everyFamilyHasAWrongBackend() {
        Set<String> families = Arrays.stream(BackendConformance.class.getDeclaredClasses())
                .filter(nested -> nested.isAnnotationPresent(Nested.class))
                .filter(nested -> Conformance.class.isAssignableFrom(nested)
                        && nested.getSuperclass().getPackage().equals(Conformance.class.getPackage()))
                .map(FamilyTable::family)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(families, mutants().map(Mutant::family).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theDocumentShowsThisTable() throws IOException {
        Assumptions.assumeTrue(Files.exists(DOCUMENT), "run from the module's directory, beside the documents");
        List<String> expected = MutationTable.lines();
        List<String> document = Files.readAllLines(DOCUMENT);
        int start = document.indexOf(expected.get(0));
        assertTrue(start >= 0, () -> DOCUMENT + " has no line \"" + expected.get(0) + "\"");
        List<String> shown = document.subList(start, document.size()).stream()
                .takeWhile(line -> line.startsWith("|")).toList();
        assertEquals(String.join("\n", expected), String.join("\n", shown));
    }

    private static List<String> failures(TestExecutionSummary summary) {
        return summary.getFailures().stream().map(failure -> failure.getTestIdentifier().getDisplayName()).toList();
    }

    private static TestExecutionSummary run(Class<?> family) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(family))
                .configurationParameter(FamilyTable.PRINT_PARAMETER, "false").build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
