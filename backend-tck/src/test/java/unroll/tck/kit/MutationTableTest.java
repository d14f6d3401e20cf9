package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The kit tested: each wrong backend is caught by the family that is meant to catch it, at the check meant for it. */
class MutationTableTest {
    static List<Arguments> table() {
        return List.of(
                arguments(Mutants.TransposedProduct.class, "a b of known figures"),
                arguments(Mutants.ProductThatSkipsZeros.class, "matmul of special values"),
                arguments(Mutants.GatherOffByOne.class, "gatherRows of known figures"),
                arguments(Mutants.ScatterThatKeepsTheLast.class, "scatterAddRows of known figures"),
                arguments(Mutants.MaximumThatIgnoresNaN.class, "largest of special values"),
                arguments(Mutants.ReluThatSwallowsNaN.class, "relu of NaN"),
                arguments(Mutants.ConcatBackward.class, "concat of rows of known figures"),
                arguments(Mutants.SliceThatIsAView.class, "slice of all"),
                arguments(Mutants.MessageWithoutShapes.class, "add"),
                arguments(Mutants.UseAfterClose.class, "tanh"),
                arguments(Mutants.AxpyWithoutItsFactor.class, "axpy on [17]"),
                arguments(Mutants.AssignInTurn.class, "theCompositeSeesTheOldValues"),
                arguments(Mutants.BlockOfCopies.class, "aChangeOfTheWholeShowsInTheSlices"),
                arguments(Mutants.ScopeThatLeaks.class, "aThousandStepsDoNotGrow"),
                arguments(Mutants.SumThatDiffersEachTime.class, "the same calls again"),
                arguments(Mutants.Float64InNameOnly.class, "float64IsThereOrRefused"),
                arguments(Mutants.AnyDeviceWillDo.class, "refusesAnUnknownDevice"),
                arguments(Mutants.NotRegistered.class, "isFoundByTheServiceLoaderOnce"),
                arguments(Mutants.KernelThatForgetsTheBias.class, "linear, x [5, 3], weight [7, 3], APPLIED"),
                arguments(Mutants.KernelThatOverwritesTargets.class, "targets"),
                arguments(Mutants.KernelThatAddsAndReturns.class, "targets"),
                arguments(Mutants.KernelThatGivesMoreThanAsked.class, "one at a time"),
                arguments(Mutants.KernelWithAWrongGradient.class, "gradients"),
                arguments(Mutants.KernelThatKeepsOneSave.class, "saved values"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void isCaught(Class<?> mutant, String check) {
        TestExecutionSummary summary = run(mutant);
        List<String> failed = summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName()).toList();
        assertTrue(failed.stream().anyMatch(name -> name.contains(check)),
                () -> "expected a failure of \"" + check + "\", found " + failed);
    }

    /** So that the table shows what the change does, and not the way it is made. */
    @ParameterizedTest
    @ValueSource(classes = {Mutants.RightKernelForward.class, Mutants.RightKernel.class})
    void withNothingWrongAllPass(Class<?> right) {
        TestExecutionSummary summary = run(right);
        assertEquals(List.of(), summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName()).toList());
        assertTrue(summary.getTestsSucceededCount() > 50, () -> "only " + summary.getTestsSucceededCount() + " ran");
    }

    private static TestExecutionSummary run(Class<?> family) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(family))
                .configurationParameter(FamilyTable.PRINT_PARAMETER, "false").build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
