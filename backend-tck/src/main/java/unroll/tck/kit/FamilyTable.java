package unroll.tck.kit;

import java.lang.reflect.Method;
import java.util.Locale;
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

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        count(invocation, context, true);
    }

    @Override
    public void interceptDynamicTest(Invocation<Void> invocation, DynamicTestInvocationContext test,
            ExtensionContext context) throws Throwable {
        count(invocation, context, true);
    }

    /** What a factory makes is counted when it runs; here, only that it could not make it. */
    @Override
    public <T> T interceptTestFactoryMethod(Invocation<T> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        return count(invocation, context, false);
    }

    private static <T> T count(Invocation<T> invocation, ExtensionContext context, boolean ifPassed) throws Throwable {
        FamilyCounts counts = table(context).of(family(testClass(context)));
        T result;
        try {
            result = invocation.proceed();
        } catch (IncompleteExecutionException e) {
            counts.skipped(String.valueOf(e.getMessage()));
            throw e;
        } catch (Throwable e) {
            counts.failed();
            throw e;
        }
        if (ifPassed) {
            counts.passed();
        }
        return result;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean wanted = context.getConfigurationParameter(PRINT_PARAMETER, Boolean::valueOf).orElse(true);
        if (wanted && outermost(context).equals(context)) {
            System.out.print(table(context).text());
        }
    }

    private static FamilyCounts.Table table(ExtensionContext context) {
        ExtensionContext outermost = outermost(context);
        return outermost.getStore(NAMESPACE).getOrComputeIfAbsent(FamilyCounts.Table.class,
                key -> new FamilyCounts.Table(outermost.getDisplayName()), FamilyCounts.Table.class);
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
    static String family(Class<?> testClass) {
        Class<?> found = testClass;
        while (found.getSuperclass() != null && !found.getSimpleName().endsWith(SUFFIX)) {
            found = found.getSuperclass();
        }
        String name = found.getSimpleName();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return stem.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
