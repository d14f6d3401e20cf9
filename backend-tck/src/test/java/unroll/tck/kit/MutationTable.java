package unroll.tck.kit;

import java.util.List;
import java.util.stream.Stream;

/** All wrong backends, each with the check that is meant to notice. */
final class MutationTable {
    private static final List<List<Mutant>> PARTS = List.of(ArithmeticMutants.TABLE, PlacingMutants.TABLE,
            UpdateMutants.TABLE, CompositionMutants.TABLE, KernelMutants.TABLE, RefusalMutants.TABLE,
            LifeMutants.TABLE, PromiseMutants.TABLE, ProviderMutants.TABLE);

    private MutationTable() {
    }

    static Stream<Mutant> mutants() {
        return PARTS.stream().flatMap(List::stream);
    }

    /** The table as it stands in docs/conformance.md. */
    static List<String> lines() {
        return Stream.concat(Stream.of("| what is wrong | family | caught by |", "| --- | --- | --- |"),
                mutants().map(Mutant::row)).toList();
    }
}
