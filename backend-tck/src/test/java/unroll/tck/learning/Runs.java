package unroll.tck.learning;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import unroll.tck.kit.FamilyTable;

/** Runs a class of the kit from within a test. */
final class Runs {
    /** How many checks passed, and what the others said, each with its name before it. */
    record Outcome(long passed, List<String> failures) {
    }

    private Runs() {
    }

    static Outcome of(Class<?> family) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(family))
                .configurationParameter(FamilyTable.PRINT_PARAMETER, "false").build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        List<String> failures = new ArrayList<>();
        for (TestExecutionSummary.Failure failure : listener.getSummary().getFailures()) {
            failures.add(failure.getTestIdentifier().getDisplayName() + " -> " + failure.getException().getMessage());
        }
        return new Outcome(listener.getSummary().getTestsSucceededCount(), failures);
    }
}
