package unroll.tck.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A program that runs the kit without Maven, on the class path with JUnit's launcher and engine. It ends with 1 if a
 * check fails or none was made, for example because the backend cannot run.
 */
public final class KitRun {
    private static final int FAILED = 1;

    private KitRun() {
    }

    /** Takes the name of a test class; {@link InstalledBackendConformance} if there is none. */
    public static void main(String[] arguments) {
        String chosen = arguments.length == 0 ? InstalledBackendConformance.class.getName() : arguments[0];
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(chosen))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        boolean passed = summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
        System.exit(passed ? 0 : FAILED);
    }
}
