package unroll.app.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.app.page.Part;
import unroll.core.run.Provenance;
import unroll.core.text.Printable;

/** What a report says of where its figures come from. */
final class ProvenanceParts {
    private ProvenanceParts() {
    }

    /**
     * One section.
     *
     * @param sources what the runs note, or the study; where they differ, each is told
     * @param dataSha256 hash of the data, for when nothing notes it
     * @param seeds the seeds in words
     */
    static Part.Facts of(Collection<Provenance> sources, String dataSha256, String seeds) {
        List<Provenance> ordered = sources.stream().sorted(Comparator.comparing(Provenance::created)).toList();
        List<Part.Fact> facts = new ArrayList<>();
        add(facts, "Command", ordered, each -> Printable.line(ShellWord.line(each.command())));
        add(facts, "Unroll", ordered, Provenance::unrollVersion);
        ordered.stream().findFirst().ifPresent(first -> facts.add(new Part.Fact("Begun", first.created())));
        if (ordered.isEmpty()) {
            facts.add(new Part.Fact("Data", "SHA-256 " + dataSha256));
        } else {
            add(facts, "Data", ordered, each -> Printable.line(each.data())
                    + (each.items() == 0 ? "" : ", " + Numbers.count(each.items(), "item")) + hash(each.dataSha256()));
        }
        facts.add(new Part.Fact("Seeds", seeds));
        add(facts, "Backend", ordered, ProvenanceParts::backend);
        add(facts, "Java", ordered, each -> each.javaVersion() + ", " + each.javaVendor());
        add(facts, "Virtual machine", ordered, Provenance::vm);
        add(facts, "System", ordered, each -> each.os() + ", " + each.arch());
        return new Part.Facts("Provenance", facts);
    }

    /** {@code 0, 1, 2 (weights, order, dropout, samples), split seed 123}. */
    static String seeds(Collection<Long> seeds, Collection<Long> splitSeeds) {
        return list(seeds) + " (weights, order, dropout, samples), split seed " + list(splitSeeds);
    }

    private static String list(Collection<Long> numbers) {
        Set<Long> sorted = new TreeSet<>(numbers);
        return sorted.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void add(List<Part.Fact> facts, String name, List<Provenance> sources,
            Function<Provenance, String> text) {
        String texts = sources.stream().map(text).filter(each -> !each.isEmpty()).distinct()
                .collect(Collectors.joining("; "));
        if (!texts.isEmpty()) {
            facts.add(new Part.Fact(name, texts));
        }
    }

    private static String hash(String sha256) {
        return sha256.isEmpty() ? "" : ", SHA-256 " + sha256;
    }

    private static String backend(Provenance provenance) {
        return provenance.backend().isEmpty()
                ? "none: core computes in float64"
                : provenance.backend() + ", device " + provenance.device()
                        + (provenance.threads() == 0 ? "" : ", " + Numbers.count(provenance.threads(), "thread"));
    }
}
