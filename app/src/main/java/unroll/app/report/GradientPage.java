package unroll.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.config.ConfigKey;
import unroll.core.gradients.GradientFlow;
import unroll.core.gradients.GradientMeasurement;
import unroll.core.gradients.GradientStudy;
import unroll.core.run.Provenance;
import unroll.core.run.SamplesFile;

/** The report of a study of gradients. */
public final class GradientPage {
    private static final int SOLID = 0;
    private static final int DASHED = 1;

    private GradientPage() {
    }

    /** What there is to say. */
    public static Page of(GradientStudy study, Optional<Provenance> provenance) {
        List<Part> parts = new ArrayList<>();
        parts.add(chart(study, "gradient", "How much of a gradient arrives", GradientFlow::spectral,
                "The largest singular value of d s_t / d s_k over t - k, s being the whole state (h, and c of LSTM): the "
                        + "most that any gradient keeps. "
                        + (study.subjects().stream().anyMatch(subject -> subject.after() != null)
                                ? "Solid with trained weights, dashed with the initial ones; "
                                : "")
                        + "geometric mean over the sequences."));
        parts.add(chart(study, "gradient-rms", "How much of a random gradient arrives", GradientFlow::rms,
                "The root mean square of the singular values: what a gradient of random direction keeps."));
        parts.add(decay(study));
        parts.add(matrices(study));
        parts.add(table(study));
        Map<String, List<SamplesFile.Line>> samples = new LinkedHashMap<>();
        study.subjects().stream().filter(subject -> !subject.samples().isEmpty())
                .forEach(subject -> samples.put(subject.name(), subject.samples()));
        if (!samples.isEmpty()) {
            parts.add(SampleParts.of(samples, "What each run invented."));
        }
        parts.add(configuration(study));
        parts.add(ProvenanceParts.of(provenance.stream().toList(), "not noted", seeds(study)));
        return new Page("Gradients over time", "Exact products of Jacobians, in float64, on " + study.sequences()
                + " sequences of " + study.data() + ", from token " + study.warmUp() + " on.", headline(study), parts);
    }

    private static List<Part.Fact> headline(GradientStudy study) {
        List<Part.Fact> facts = new ArrayList<>();
        for (GradientStudy.Subject subject : study.subjects()) {
            GradientMeasurement after = subject.after();
            facts.add(new Part.Fact(subject.name() + (after == null ? ", untrained" : ", trained") + ": halves in",
                    half((after == null ? subject.before() : after).flow().decay())));
        }
        return facts;
    }

    private static String half(double decay) {
        return decay < 1 ? String.format(Locale.ROOT, "%.1f steps", Math.log(0.5) / Math.log(decay)) : "never";
    }

    /** A row for each setting, a column for each model. */
    private static Part.Table configuration(GradientStudy study) {
        List<Part.Column> columns = new ArrayList<>(List.of(Part.Column.words("Setting")));
        Set<String> keys = new LinkedHashSet<>();
        for (GradientStudy.Subject subject : study.subjects()) {
            columns.add(Part.Column.words(subject.name()));
            keys.addAll(subject.settings().keySet());
        }
        List<List<String>> rows = new ArrayList<>();
        for (String key : keys) {
            List<String> row = new ArrayList<>(List.of(key));
            study.subjects().forEach(subject -> row.add(subject.settings().getOrDefault(key, "–")));
            rows.add(row);
        }
        return new Part.Table("Configuration", "Distances up to " + Numbers.count(study.steps(), "step") + " on "
                + Numbers.count(study.sequences(), "sequence") + ", after "
                + Numbers.count(study.warmUp(), "token") + " to warm up.", columns, rows);
    }

    private static String seeds(GradientStudy study) {
        return study.subjects().stream().map(subject -> subject.name() + " "
                + subject.settings().getOrDefault(ConfigKey.SEED.key(), "not noted")).collect(Collectors.joining(", "));
    }

    private static Part.Chart chart(GradientStudy study, String id, String title,
            BiFunction<GradientFlow, Integer, Double> value, String note) {
        double[] distances = new double[study.steps() + 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = i;
        }
        List<Part.Series> series = new ArrayList<>();
        for (int i = 0; i < study.subjects().size(); i++) {
            GradientStudy.Subject subject = study.subjects().get(i);
            GradientMeasurement after = subject.after();
            if (after != null) {
                series.add(series(subject.name() + ", trained", after.flow(), value, new Part.Style(i, SOLID)));
            }
            series.add(series(subject.name() + ", initial", subject.before().flow(), value,
                    new Part.Style(i, after == null ? i : DASHED)));
        }
        String alt = "Curves over the distance on a logarithmic scale. After " + study.steps() + " steps: "
                + series.stream().map(one -> one.name() + " " + GradientReport.size(one.values()[study.steps()]))
                        .collect(Collectors.joining(", "))
                + ".";
        return new Part.Chart(id, title, note, alt, new Part.Across("t - k", distances), true,
                series);
    }

    private static Part.Series series(String name, GradientFlow flow, BiFunction<GradientFlow, Integer, Double> value,
            Part.Style style) {
        double[] values = new double[flow.steps() + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(flow, i);
        }
        return new Part.Series(name, values, style);
    }

    private static Part.Table decay(GradientStudy study) {
        List<List<String>> rows = new ArrayList<>();
        for (GradientStudy.Subject subject : study.subjects()) {
            rows.add(decay(subject, "initial", subject.before()));
            GradientMeasurement after = subject.after();
            if (after != null) {
                rows.add(decay(subject, "trained", after));
            }
        }
        return new Part.Table("Decay",
                "The factor a step that fits the largest singular value best (least squares of its "
                        + "logarithm), and the steps in which it halves.",
                List.of(Part.Column.words("Model"), Part.Column.words("Cell"), Part.Column.words("Weights"),
                        Part.Column.numbers("Numbers in the state"), Part.Column.numbers("Factor a step"),
                        Part.Column.numbers("Halves in")),
                rows);
    }

    private static List<String> decay(GradientStudy.Subject subject, String when, GradientMeasurement measured) {
        double decay = measured.flow().decay();
        return List.of(subject.name(), subject.model(), when, String.valueOf(measured.stateSize()),
                GradientReport.size(decay),
                half(decay));
    }

    private static Part.Table matrices(GradientStudy study) {
        return new Part.Table("Recurrent matrices",
                "The spectral radius is the largest absolute value of an eigenvalue; the largest singular value is the "
                        + "most that the matrix stretches a vector.",
                List.of(Part.Column.words("Model"), Part.Column.words("Matrix"), Part.Column.numbers("Radius, initial"),
                        Part.Column.numbers("trained"), Part.Column.numbers("Singular value, initial"),
                        Part.Column.numbers("trained")),
                study.subjects().stream().flatMap(subject -> GradientReport.matrixRows(subject).stream()).toList());
    }

    private static Part.Table table(GradientStudy study) {
        return new Part.Table("The lecture's table, measured", "W_h is ρ times an orthogonal matrix of "
                + study.tableHidden() + " rows. Without tanh the product of Jacobians is exactly ρ to the number of "
                + "steps. With tanh every step also multiplies by tanh' = 1 - h², which is below 1, so that even ρ = 1.1 "
                + "vanishes: the last column is ρ to the steps times the root mean squares of the slopes on the way, "
                + "which a gradient of random direction keeps.",
                List.of(Part.Column.numbers("ρ"), Part.Column.numbers("Steps"), Part.Column.numbers("ρ^steps"),
                        Part.Column.numbers("Measured without tanh"), Part.Column.numbers("With tanh"),
                        Part.Column.numbers("With tanh, random direction"),
                        Part.Column.numbers("Predicted from the slopes")),
                study.table().stream().map(GradientReport::tableRow).toList());
    }
}
