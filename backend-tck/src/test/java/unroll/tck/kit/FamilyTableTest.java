package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import unroll.api.backend.Probe;
import unroll.tck.BackendConformance;

/** What is printed at the end. */
class FamilyTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");

    @Test
    void aLineForEachFamilyInItsColumns() {
        FamilyCounts.Table table = new FamilyCounts.Table("MyBackendTest");
        table.of("product").passed();
        table.of("product").passed();
        table.of("kernel gradient").skipped("no composite has a kernel");
        table.of("kernel gradient").skipped("no composite has a kernel");
        table.of("row").failed();
        assertEquals(List.of("MyBackendTest",
                "  family               passed failed skipped  why skipped",
                "  kernel gradient           0      0       2  no composite has a kernel",
                "  product                   2      0       0",
                "  row                       0    1 !       0",
                "  all                       2    1 !       2"), table.text().lines().toList());
    }

    @Test
    void aLongReasonGoesOnBelow() {
        FamilyCounts.Table table = new FamilyCounts.Table("MyBackendTest");
        table.of("opening").skipped("Assumption failed: the driver of the accelerator is missing; install it and"
                + " set LD_LIBRARY_PATH");
        List<String> lines = table.text().lines().toList();
        assertEquals("  opening                   0      0       1  the driver of the accelerator is", lines.get(2));
        assertEquals(" ".repeat(46) + "missing; install it and set", lines.get(3));
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
    }

    static class Unavailable extends RowConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                public Probe probe() {
                    return new Probe.Unavailable("there is no such processor", "install one");
                }
            });
        }
    }

    @Test
    void whatCannotRunIsSkippedAndDoesNotFail() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Unavailable.class))
                .configurationParameter(FamilyTable.PRINT_PARAMETER, "false").build(), listener);
        assertEquals(List.of(), listener.getSummary().getFailures());
        assertEquals(0, listener.getSummary().getTestsSucceededCount());
    }

    @Test
    void theDocumentNamesEveryFamily() throws IOException {
        Assumptions.assumeTrue(Files.exists(DOCUMENT), "run from the module's directory, beside the documents");
        List<String> document = Files.readAllLines(DOCUMENT);
        List<String> missing = Arrays.stream(BackendConformance.class.getDeclaredClasses())
                .filter(nested -> nested.isAnnotationPresent(Nested.class)).map(FamilyTable::family)
                .filter(family -> document.stream().noneMatch(line -> line.startsWith("| " + family + " | ")))
                .toList();
        assertEquals(List.of(), missing);
    }
}
