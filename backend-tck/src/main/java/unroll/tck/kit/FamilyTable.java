package unroll.tck.kit;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.IncompleteExecutionException;

/** Counts the checks of each family, and prints the table when the outermost test class is done. */
public final class FamilyTable implements InvocationInterceptor, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(FamilyTable.class);
    private static final String SUFFIX = "Conformance";

    /** The JUnit configuration parameter that keeps the table from being printed, if it is {@code false}. */
    public static final String PRINT_PARAMETER = "unroll.tck.table";

    /** For JUnit. */
    public FamilyTable() {
    }

    /** What became of the checks of one family. */
    private static final class Counts {
        private int passed;
        private int failed;
        private int aborted;

        synchronized void add(Outcome outcome) {
            switch (outcome) {
                case PASSED -> passed++;
                case FAILED -> failed++;
                case ABORTED -> aborted++;
            }
        }

        @Override
        public synchronized String toString() {
            return passed + " checks passed" + (failed > 0 ? ", " + failed + " FAILED" : "")
                    + (aborted > 0 ? ", " + aborted + " not applicable" : "");
        }
    }

    private enum Outcome {
        PASSED, FAILED, ABORTED
    }

    /** The counts by family, in the order of their names. */
    private static final class Table {
        private final Map<String, Counts> families = new ConcurrentSkipListMap<>();

        Counts of(String family) {
            return families.computeIfAbsent(family, name -> new Counts());
        }

        String text(String title) {
            StringBuilder text = new StringBuilder(title).append(System.lineSeparator());
            families.forEach((family, counts) -> text.append("  ").append(family).append(": ").append(counts)
                    .append(System.lineSeparator()));
            return text.toString();
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        count(invocation, context);
    }

    @Override
    public void interceptDynamicTest(Invocation<Void> invocation, DynamicTestInvocationContext test,
            ExtensionContext context) throws Throwable {
        count(invocation, context);
    }

    private static void count(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        Outcome outcome = Outcome.FAILED;
        try {
            invocation.proceed();
            outcome = Outcome.PASSED;
        } catch (IncompleteExecutionException e) {
            outcome = Outcome.ABORTED;
            throw e;
        } finally {
            table(context).of(family(testClass(context))).add(outcome);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean wanted = context.getConfigurationParameter(PRINT_PARAMETER, Boolean::valueOf).orElse(true);
        if (wanted && outermost(context).equals(context)) {
            System.out.print(table(context).text(context.getDisplayName()));
        }
    }

    private static Table table(ExtensionContext context) {
        return outermost(context).getStore(NAMESPACE).getOrComputeIfAbsent(Table.class, key -> new Table(),
                Table.class);
    }

    /** A dynamic test's context has no class of its own. */
    private static Class<?> testClass(ExtensionContext context) {
        ExtensionContext next = context;
        while (next.getTestClass().isEmpty()) {
            next = next.getParent().orElseThrow();
        }
        return next.getRequiredTestClass();
    }

    /** The context of the test class that holds all others; nested classes have theirs below it. */
    private static ExtensionContext outermost(ExtensionContext context) {
        ExtensionContext outermost = context;
        ExtensionContext next = context;
        while (true) {
            if (next.getTestClass().isPresent()) {
                outermost = next;
            }
            if (next.getParent().isEmpty()) {
                return outermost;
            }
            next = next.getParent().get();
        }
    }

    /** The family is the class of the kit that was extended: KernelGradientConformance is "kernel gradient". */
    private static String family(Class<?> testClass) {
        Class<?> found = testClass;
        while (found.getSuperclass() != null && !found.getSimpleName().endsWith(SUFFIX)) {
            found = found.getSuperclass();
        }
        String name = found.getSimpleName();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return stem.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
