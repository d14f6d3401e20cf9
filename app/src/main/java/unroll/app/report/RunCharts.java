package unroll.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import unroll.app.console.Numbers;
import unroll.app.page.Part;
import unroll.core.train.EpochMetrics;
import unroll.core.train.GradientNorms;

/** The curves of a run. */
final class RunCharts {
    private static final String EPOCH = "Epoch";

    private RunCharts() {
    }

    /** Those that have anything to show, of at least one epoch. */
    static List<Part.Chart> of(List<EpochMetrics> epochs, List<GradientNorms> norms) {
        List<Part.Chart> charts = new ArrayList<>();
        charts.add(losses(epochs));
        charts.add(one(epochs, "speed", "Speed, in tokens a second", "Tokens a second of training, by epoch.",
                "Tokens a second",
                EpochMetrics::tokensPerSecond));
        boolean rateChanges = epochs.stream().mapToDouble(EpochMetrics::learningRate).distinct().count() > 1;
        if (rateChanges) {
            charts.add(one(epochs, "learning-rate", "Learning rate", "The rate of each epoch's last step.",
                    "Learning rate", EpochMetrics::learningRate));
        }
        gradients(norms, charts);
        return charts;
    }

    private static Part.Chart losses(List<EpochMetrics> epochs) {
        EpochMetrics last = epochs.getLast();
        String alt = String.format(Locale.ROOT, "Curves of the train and dev loss over %s. After the last, train is at "
                + "%s and dev at %s nats per token.", Numbers.count(epochs.size(), "epoch"),
                Numbers.loss(last.trainLoss()), Numbers.loss(last.devLoss()));
        return new Part.Chart("loss", "Loss, in nats per token",
                "Train is the mean over the epoch, each batch with the weights it met; dev is measured after it.", alt,
                across(epochs), false,
                List.of(new Part.Series("train", values(epochs, EpochMetrics::trainLoss), Part.Style.of(0)),
                        new Part.Series("dev", values(epochs, EpochMetrics::devLoss), Part.Style.of(1))));
    }

    private static Part.Chart one(List<EpochMetrics> epochs, String id, String title, String alt, String name,
            ToDoubleFunction<EpochMetrics> value) {
        return new Part.Chart(id, title, "", alt, across(epochs), false,
                List.of(new Part.Series(name, values(epochs, value), Part.Style.of(0))));
    }

    private static Part.Across across(List<EpochMetrics> epochs) {
        return new Part.Across(EPOCH, values(epochs, EpochMetrics::epoch));
    }

    private static double[] values(List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    /** The norms of all epochs one after another; a run that went on without them has a gap. */
    private static void gradients(List<GradientNorms> taken, List<Part.Chart> charts) {
        if (taken.isEmpty()) {
            return;
        }
        double[] steps = taken.stream().flatMapToLong(norms -> Arrays.stream(norms.steps()))
                .asDoubleStream().toArray();
        List<Part.Series> series = new ArrayList<>();
        List<String> parameters = taken.getFirst().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            int parameter = i;
            double[] norms = taken.stream()
                    .flatMapToDouble(each -> Arrays.stream(each.norms()[parameter])).toArray();
            series.add(new Part.Series(parameters.get(i), norms, Part.Style.of(i)));
        }
        charts.add(new Part.Chart("gradients", "Gradient norms",
                "The Euclidean norm of each parameter's gradient, before it is bounded, at up to fifty steps of an epoch.",
                "Curves of the gradient's norm for each of " + Numbers.count(parameters.size(), "parameter")
                        + " over the optimiser's steps.",
                new Part.Across("Step", steps), true, series));
    }
}
