package unroll.core.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.UsageException;

/** Schedules against torch.optim.lr_scheduler: its published examples, and its algorithms carried out step by step. */
class SchedulesTest {
    private static Schedule schedule(String name, Map<String, String> options, double rate, int stepsPerEpoch,
            int epochs) {
        return Schedules.create(new ScheduleChoice(name, options), new Course(rate, stepsPerEpoch, epochs));
    }

    private static double relative(double expected) {
        return 1e-12 * Math.abs(expected);
    }

    @Test
    void constantIsTheConfiguredRate() {
        Schedule constant = Schedules.create(ScheduleChoice.CONSTANT, new Course(0.3, 10, 2));
        assertEquals(0.3, constant.rate(1, DevLosses.NONE));
        assertEquals(0.3, constant.rate(20, DevLosses.of(1)));
    }

    /** The example of StepLR's page: 0.05 below epoch 30, 0.005 below 60, 0.0005 below 90. */
    @Test
    void stepIsTheExampleOfItsPage() {
        Schedule step = schedule("step", Map.of("step_size", "30", "gamma", "0.1"), 0.05, 4, 100);
        double[] expected = {0.05, 0.005, 0.0005, 0.00005};
        for (int i = 1; i <= 400; i++) {
            int epoch = (i - 1) / 4;
            assertEquals(expected[epoch / 30], step.rate(i, DevLosses.NONE), relative(expected[epoch / 30]),
                    "step " + i);
        }
    }

    /** CosineAnnealingLR by its recursive form, after LinearLR by its own, as their pages give them. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1, 1", "0, 0, 10, 3", "0, 0.001, 7, 2", "5, 0, 10, 3", "1, 0.01, 10, 1", "9, 0, 10, 1",
        "2, 0.1, 4, 3"})
    void cosineFollowsPyTorchsRecursion(int warmup, double lowest, int stepsPerEpoch, int epochs) {
        double highest = 0.1;
        int steps = stepsPerEpoch * epochs;
        Schedule cosine = schedule("cosine",
                Map.of("warmup", Integer.toString(warmup), "min_lr", Double.toString(lowest)), highest, stepsPerEpoch,
                epochs);
        double startFactor = 1 / (warmup + 1.0);
        double rate = highest * startFactor;
        int period = steps - warmup;
        for (int last = 0; last < steps; last++) {
            if (last > 0 && last < warmup) {
                rate *= 1 + (1 - startFactor) / (warmup * startFactor + (last - 1) * (1 - startFactor));
            } else if (last == warmup) {
                rate = highest;
            } else if (last > warmup) {
                int t = last - warmup;
                rate = (1 + Math.cos(Math.PI * t / period)) / (1 + Math.cos(Math.PI * (t - 1) / period))
                        * (rate - lowest) + lowest;
            }
            assertEquals(rate, cosine.rate(last + 1, DevLosses.NONE), 1e-12, "step " + (last + 1));
        }
    }

    @Test
    void cosineAtItsCorners() {
        Schedule cosine = schedule("cosine", Map.of("warmup", "4", "min_lr", "0.02"), 0.1, 12, 2);
        assertEquals(0.02, cosine.rate(1, DevLosses.NONE), 1e-15);
        assertEquals(0.08, cosine.rate(4, DevLosses.NONE), 1e-15);
        assertEquals(0.1, cosine.rate(5, DevLosses.NONE), 1e-15);
        assertEquals(0.06, cosine.rate(15, DevLosses.NONE), 1e-15);
        assertEquals(0.02, cosine.rate(25, DevLosses.NONE), 1e-15);
    }

    /** PyTorch's annealing, phase by phase, as in the source of OneCycleLR. */
    @ParameterizedTest
    @CsvSource({"10, 10, 0.3, 25, 10000", "7, 3, 0.25, 10, 100", "1, 10, 0.05, 25, 10000", "3, 1, 0, 25, 10",
        "50, 1, 0.99, 2, 5"})
    void onecycleFollowsPyTorchsPhases(int stepsPerEpoch, int epochs, double pctStart, double div, double finalDiv) {
        double maxLr = 0.01;
        int total = stepsPerEpoch * epochs;
        Schedule onecycle = schedule("onecycle", Map.of("pct_start", Double.toString(pctStart), "div_factor",
                Double.toString(div), "final_div_factor", Double.toString(finalDiv)), maxLr, stepsPerEpoch, epochs);
        double initial = maxLr / div;
        double minimum = initial / finalDiv;
        double[] ends = {pctStart * total - 1, total - 1};
        double[][] rates = {{initial, maxLr}, {maxLr, minimum}};
        for (int step = 0; step < total; step++) {
            double start = 0;
            double expected = Double.NaN;
            for (int phase = 0; phase < 2; phase++) {
                if (step <= ends[phase] || phase == 1) {
                    double share = (step - start) / (ends[phase] - start);
                    expected = rates[phase][1]
                            + (rates[phase][0] - rates[phase][1]) / 2.0 * (Math.cos(Math.PI * share) + 1);
                    break;
                }
                start = ends[phase];
            }
            assertEquals(expected, onecycle.rate(step + 1, DevLosses.NONE), relative(expected), "step " + step);
        }
    }

    @Test
    void onecycleAtItsCorners() {
        Schedule onecycle = schedule("onecycle", Map.of(), 0.1, 10, 10);
        assertEquals(0.1 / 25, onecycle.rate(1, DevLosses.NONE), 1e-15);
        assertEquals(0.1, onecycle.rate(30, DevLosses.NONE), 1e-15);
        assertEquals(0.1 / 25 / 1e4, onecycle.rate(100, DevLosses.NONE), 1e-15);
        // a rise of no length, of which PyTorch would divide by zero
        assertEquals(0.1, schedule("onecycle", Map.of("pct_start", "0.1"), 0.1, 10, 1).rate(1, DevLosses.NONE), 1e-15);
        assertEquals(0.1 / 25 / 1e4, schedule("onecycle", Map.of(), 0.1, 1, 1).rate(1, DevLosses.NONE), 1e-15);
    }

    /** ReduceLROnPlateau as its source has it, a loss at a time. */
    private static double plateau(double rate, double factor, int patience, double threshold, double minRate,
            double... losses) {
        double best = Double.POSITIVE_INFINITY;
        int bad = 0;
        double now = rate;
        for (double loss : losses) {
            if (loss < best * (1 - threshold)) {
                best = loss;
                bad = 0;
            } else {
                bad++;
            }
            if (bad > patience) {
                double lower = Math.max(now * factor, minRate);
                if (now - lower > 1e-8) {
                    now = lower;
                }
                bad = 0;
            }
        }
        return now;
    }

    @Test
    void plateauFollowsPyTorchsAlgorithm() {
        // falls, stalls, falls by less than the threshold, rises, falls below the best by more
        double[] losses = {3, 2.5, 2.5, 2.5001, 2.49999, 2.49976, 2.4, 2.4, 2.5, 2.6, 2.7, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3,
            2.3, 2.3, 2.3};
        double[][] forms = {{0.1, 2, 1e-4, 0}, {0.5, 0, 1e-4, 0.02}, {0.1, 1, 0, 0}, {0.5, 1, 0.1, 0.03},
            {0.1, 0, 0, 0}};
        for (double[] form : forms) {
            Schedule plateau = schedule("plateau",
                    Map.of("factor", Double.toString(form[0]), "patience", Integer.toString((int) form[1]), "threshold",
                            Double.toString(form[2]), "min_lr", Double.toString(form[3])),
                    0.1, 10, 20);
            DevLosses soFar = DevLosses.NONE;
            for (int epoch = 0; epoch <= losses.length; epoch++) {
                double expected = plateau(0.1, form[0], (int) form[1], form[2], form[3],
                        java.util.Arrays.copyOf(losses, epoch));
                assertEquals(expected, plateau.rate(10L * epoch + 1, soFar), relative(expected), "epoch " + epoch);
                soFar = epoch < losses.length ? soFar.with(losses[epoch]) : soFar;
            }
        }
    }

    /** PyTorch's default bears ten epochs and acts after the eleventh. */
    @Test
    void plateauAtItsCorners() {
        Schedule plateau = schedule("plateau", Map.of(), 0.1, 10, 40);
        DevLosses losses = DevLosses.of(2);
        for (int i = 0; i < 10; i++) {
            losses = losses.with(2);
            assertEquals(0.1, plateau.rate(1, losses));
        }
        assertEquals(0.01, plateau.rate(1, losses.with(2)), 1e-15);
        assertEquals(0.1, plateau.rate(1, losses.with(1.9)));
        assertEquals(0.1, plateau.rate(1, losses.with(2 * (1 - 1.01e-4))));
        assertEquals(0.01, plateau.rate(1, losses.with(2 * (1 - 0.99e-4))), 1e-15);
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertEquals(List.of("constant", "step", "cosine", "plateau", "onecycle"), Schedules.names());
        refused("cosin", Map.of(), "there is no schedule 'cosin'; there are: cosine, ", "did you mean cosine?");
        refused("constant", Map.of("lr", "1"), "schedule constant has no option 'lr'; it has none");
        refused("step", Map.of(), "step_size is missing");
        refused("step", Map.of("step_size", "0"), "step_size must be a whole number of at least 1, found '0'");
        refused("cosine", Map.of("warm-up", "1"), "schedule cosine has no option 'warm-up'; it has: min_lr, warmup");
        refused("plateau", Map.of("factor", "1"), "factor must be a number of at least 0 and below 1, found '1'");
        refused("onecycle", Map.of("max_lr", "1"), "it has: div_factor, final_div_factor, pct_start");
    }

    private static void refused(String name, Map<String, String> options, String... words) {
        String message = assertThrows(UsageException.class,
                () -> Schedules.check(new ScheduleChoice(name, options))).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void whatDoesNotFitTheCourseIsRefused() {
        ScheduleChoice warm = new ScheduleChoice("cosine", Map.of("warmup", "20"));
        assertDoesNotThrow(() -> Schedules.check(warm));
        assertDoesNotThrow(() -> Schedules.create(warm, new Course(0.1, 7, 3)));
        String message = assertThrows(UsageException.class, () -> Schedules.create(warm, new Course(0.1, 10, 2)))
                .getMessage();
        assertTrue(message.contains("warmup must be below the 20 steps") && message.contains("found 20"), message);
        assertThrows(UsageException.class, () -> schedule("cosine", Map.of("min_lr", "0.2"), 0.1, 10, 2));
    }
}
