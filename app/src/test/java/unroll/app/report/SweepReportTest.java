package unroll.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.experiment.SettingEffect;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialFigures;
import unroll.core.experiment.TrialOutcome;
import unroll.core.statistics.Spread;

class SweepReportTest {
    private static final double RATE = 0.0031622776601683794;

    private static TrialOutcome outcome(int number, List<ConfigKey> keys, @Nullable Object... values) {
        LayeredConfig settings = LayeredConfig.defaults();
        for (int i = 0; i < keys.size(); i++) {
            settings = settings.with(keys.get(i), values[i], Origin.DEFAULT);
        }
        return new TrialOutcome.Finished(new Trial("trial-" + number, "trial-" + number, keys, settings),
                new TrialFigures(99, 5, 5, 2, 2 + 0.01 * number, 2.1, 12.5, 99));
    }

    private static SweepResult result(List<ConfigKey> keys, List<TrialOutcome> outcomes, SettingEffect... effects) {
        return new SweepResult("random", keys.stream().map(ConfigKey::key).toList(), outcomes, List.of(effects), 0);
    }

    /** Exercise 4's. */
    @Test
    void everySettingHasItsColumn() {
        List<ConfigKey> keys = List.of(ConfigKey.HIDDEN_SIZE, ConfigKey.BATCH_SIZE, ConfigKey.LR);
        List<String> lines = SweepReport.lines(result(keys, List.of(outcome(14, keys, 126, 32, RATE),
                outcome(15, keys, 16, 8, 0.0003))));
        assertTrue(lines.getFirst().matches("trial +dev +test +epochs +seconds +hidden_size +batch_size +lr"),
                lines.getFirst());
        assertTrue(lines.get(1).matches("trial-14 +2\\.1400 +2\\.1000 +5 +12\\.50 +126 +32 +0\\.00316"), lines.get(1));
        assertEquals("Lowest dev loss: trial-14, with hidden_size 126, batch_size 32, lr " + RATE + ".",
                String.join(" ", lines.subList(4, lines.size())));
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void whereThereIsNoRoomSecondsGoAndSettingsStay() {
        List<ConfigKey> keys = List.of(ConfigKey.HIDDEN_SIZE, ConfigKey.EMBEDDING_SIZE, ConfigKey.BATCH_SIZE,
                ConfigKey.WEIGHT_DECAY, ConfigKey.MAX_GRAD_NORM, ConfigKey.LR);
        List<String> lines = SweepReport
                .lines(result(keys, List.of(outcome(1, keys, 126, null, 32, 0.01, 1.0, RATE))));
        assertTrue(lines.get(1).matches("trial-1 +2\\.0100 +2\\.1000 +5 +126 +none +32 +0\\.01 +1\\.0 +0\\.00316"),
                lines.get(1));
        assertTrue(String.join(" ", lines).contains("embedding_size none, "), String.join("\n", lines));
    }

    @Test
    void valuesStandInTheirOrder() {
        Map<String, Spread> byValue = new LinkedHashMap<>();
        for (String value : List.of("16", "64", "32", "8")) {
            byValue.put(value, Spread.of(2.0, 2.1));
        }
        List<ConfigKey> keys = List.of(ConfigKey.BATCH_SIZE);
        List<TrialOutcome> outcomes = new ArrayList<>(List.of(outcome(1, keys, 8), outcome(2, keys, 16)));
        outcomes.add(new TrialOutcome.Failed(outcome(3, keys, 32).trial(), TrialOutcome.Reason.DIVERGED, "it did"));
        List<String> lines = SweepReport
                .lines(result(keys, outcomes, new SettingEffect("batch_size", 0.5, 2, byValue)));
        assertEquals(List.of("8:", "16:", "32:", "64:"), lines.stream().filter(line -> line.contains("±"))
                .map(line -> line.replaceAll(".* (\\d+:) .*", "$1")).toList());
        assertTrue(String.join(" ", lines).contains("Over 2 trials; 1 that failed is left out."),
                String.join("\n", lines));
    }
}
