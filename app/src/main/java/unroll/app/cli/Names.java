package unroll.app.cli;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import unroll.api.backend.BackendProvider;
import unroll.app.job.Catalogue;
import unroll.app.job.Surroundings;

/** The names that an option takes, for help and completion; they are looked up where they are shown, and only there. */
abstract sealed class Names implements Iterable<String> {
    private final Supplier<List<String>> names;

    private Names(Supplier<List<String>> names) {
        this.names = names;
    }

    private static List<String> of(Catalogue.Section section) {
        return section.entries().stream().map(Catalogue.Entry::name).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return names.get().iterator();
    }

    /** Makes these for options that ask for them. */
    static IFactory factory(Surroundings surroundings) {
        Catalogue catalogue = new Catalogue(surroundings.installed());
        List<Names> all = List.of(new OfCells(catalogue), new OfOptimizers(catalogue), new OfSchedules(catalogue),
                new OfTokenizers(catalogue), new OfBackends(surroundings));
        IFactory others = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Names each : all) {
                    if (type == each.getClass()) {
                        return type.cast(each);
                    }
                }
                return others.create(type);
            }
        };
    }

    /** Those of cells. */
    static final class OfCells extends Names {
        OfCells(Catalogue catalogue) {
            super(() -> of(catalogue.cells()));
        }
    }

    /** Those of optimisers. */
    static final class OfOptimizers extends Names {
        OfOptimizers(Catalogue catalogue) {
            super(() -> of(catalogue.optimizers()));
        }
    }

    /** Those of schedules. */
    static final class OfSchedules extends Names {
        OfSchedules(Catalogue catalogue) {
            super(() -> of(catalogue.schedules()));
        }
    }

    /** Those of tokenizers. */
    static final class OfTokenizers extends Names {
        OfTokenizers(Catalogue catalogue) {
            super(() -> of(catalogue.tokenizers()));
        }
    }

    /** Those of backends. */
    static final class OfBackends extends Names {
        OfBackends(Surroundings surroundings) {
            super(() -> surroundings.installed().get().backends().all().stream().map(BackendProvider::name).toList());
        }
    }
}
