package unroll.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.statistics.PairedDifference;

class ResultsTest {
    private static final LayeredConfig SHARED = LayeredConfig.defaults()
            .with(ConfigKey.BACKEND, "any", Origin.DEFAULT).with(ConfigKey.DEVICE, null, Origin.DEFAULT);

    @TempDir
    Path folder;

    private static Trial trial(String variant, long seed) {
        return Trial.of(variant + "-seed" + seed, variant, SHARED, LayeredConfig.EMPTY
                .with(ConfigKey.CELL, variant, Origin.DEFAULT)).seeded(seed);
    }

    private static TrialOutcome finished(Trial trial, double loss) {
        return new TrialOutcome.Finished(trial, new TrialFigures(10, 3, 2, loss - 0.1, loss, loss + 0.5, 2, 300));
    }

    private ExperimentFolder comparison() {
        List<Trial> trials = new ArrayList<>();
        for (String variant : List.of("rnn", "gru")) {
            for (long seed = 0; seed < 3; seed++) {
                trials.add(trial(variant, seed));
            }
        }
        ExperimentFolder open = ExperimentFolder.create(folder.resolve("c"), false,
                new ExperimentPlan.Comparison(SHARED, new Budget(Budget.Match.EPOCHS, 10), trials, "0"));
        double[] losses = {2.0, 2.2, 2.1, 1.9, 2.0};
        // In whatever order they end.
        for (int i : new int[] {4, 2, 0, 1, 3}) {
            open.add(new Journal.Entry(0, finished(trials.get(i), losses[i])));
        }
        return open;
    }

    @Test
    void variantsAreSummedUpAndPairedBySeed() {
        try (ExperimentFolder open = comparison()) {
            ComparisonResult result = (ComparisonResult) open.result();
            assertEquals(1, result.missing());
            assertEquals("rnn-seed0", result.outcomes().getFirst().trial().name());
            VariantResult rnn = result.variants().getFirst();
            assertEquals(3, rnn.devLoss().count());
            assertEquals(2.1, rnn.devLoss().mean(), 1e-12);
            assertEquals(0.1, rnn.devLoss().standardDeviation(), 1e-12);
            assertEquals(150, rnn.tokensPerSecond().mean(), 1e-12);
            assertEquals(Map.of("cell", "rnn"), rnn.settings());
            PairedDifference difference = result.differences().getFirst().devLoss();
            // Seeds 0 and 1 alone: 0.1 and 0.2, whose half interval is t(1) = 12.706 times 0.05.
            assertEquals(2, difference.difference().count());
            assertEquals(0.15, difference.difference().mean(), 1e-12);
            assertEquals(0.15 + 12.7062 * 0.05, difference.high(), 1e-4);
        }
    }

    @Test
    void filesSayTheSame() throws IOException {
        try (ExperimentFolder open = comparison()) {
            Trial last = open.plan().trials().getLast();
            open.add(new Journal.Entry(0, new TrialOutcome.Failed(last, TrialOutcome.Reason.DIVERGED,
                    "loss \"nan\", lower --lr")));
            open.writeResults();
            JsonNode json = JsonMapper.shared().readTree(Files.readString(open.path().resolve("results.json")));
            assertEquals("comparison", json.get("kind").asString());
            assertEquals(0, json.get("missing").asInt());
            assertEquals(1, json.get("variants").get(1).get("failed").asInt());
            assertEquals("within_noise", json.get("differences").get(0).get("dev_loss").get("verdict").asString());
            assertEquals("diverged", json.get("trials").get(5).get("outcome").asString());
            List<String> csv = Files.readAllLines(open.path().resolve("results.csv"));
            assertEquals("trial,variant,seed,cell,outcome,parameters,epochs,best_epoch,train_loss,dev_loss,test_loss,"
                    + "seconds,tokens,message", csv.getFirst());
            assertEquals("rnn-seed0,rnn,0,rnn,finished,10,3,2,1.9,2.0,2.5,2.0,300,", csv.get(1));
            assertEquals("gru-seed2,gru,2,gru,diverged,,,,,,,,,\"loss \"\"nan\"\", lower --lr\"", csv.get(6));
            assertEquals(7, csv.size());
        }
    }

    @Test
    void aSeedThatIsSearchedHasOneColumnAndItsEffect() throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 5; seed < 8; seed++) {
            trials.add(Trial.of("trial-" + seed, "trial-" + seed, SHARED,
                    LayeredConfig.EMPTY.with(ConfigKey.SEED, seed, Origin.DEFAULT)));
        }
        try (ExperimentFolder open = ExperimentFolder.create(folder.resolve("s"), false,
                new ExperimentPlan.Sweep(SHARED, new SearchMethod.Grid(), List.of("seed"), trials, "0"))) {
            trials.forEach(trial -> open.add(new Journal.Entry(0, finished(trial, (double) trial.seed()))));
            open.writeResults();
            assertEquals(1, ((SweepResult) open.result()).effects().getFirst().rankCorrelation(), 1e-12);
            List<String> csv = Files.readAllLines(open.path().resolve("results.csv"));
            assertTrue(csv.getFirst().startsWith("trial,variant,seed,outcome,"), csv.getFirst());
            assertTrue(csv.get(1).startsWith("trial-5,trial-5,5,finished,"), csv.get(1));
            JsonNode json = JsonMapper.shared().readTree(Files.readString(open.path().resolve("results.json")));
            assertEquals("5", json.get("trials").get(0).get("settings").get("seed").asString());
        }
    }

    @Test
    void aSettingWithFewValuesHasAMeanForEach() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            trials.add(Trial.of("trial-" + i, "trial-" + i, SHARED, LayeredConfig.EMPTY
                    .with(ConfigKey.CELL, i % 2 == 0 ? "rnn" : "gru", Origin.DEFAULT)
                    .with(ConfigKey.LR, 0.001 * (i + 1), Origin.DEFAULT)));
        }
        try (ExperimentFolder open = ExperimentFolder.create(folder.resolve("s"), false,
                new ExperimentPlan.Sweep(SHARED,
                        new SearchMethod.Random(6, 0), List.of("cell", "lr"), trials, "0"))) {
            for (int i = 0; i < 6; i++) {
                open.add(new Journal.Entry(0, finished(trials.get(i), 3 - 0.1 * i)));
            }
            SweepResult result = (SweepResult) open.result();
            SettingEffect cell = result.effects().getFirst();
            assertTrue(Double.isNaN(cell.rankCorrelation()));
            assertEquals(List.of("rnn", "gru"), List.copyOf(cell.devLossByValue().keySet()));
            assertEquals(2.8, cell.devLossByValue().get("rnn").mean(), 1e-12);
            SettingEffect rate = result.effects().getLast();
            assertEquals(-1, rate.rankCorrelation(), 1e-12);
            assertTrue(rate.devLossByValue().isEmpty());
            assertEquals("trial-5", result.outcomes().getFirst().trial().name());
        }
    }
}
