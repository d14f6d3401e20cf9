package unroll.tck.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.opentest4j.AssertionFailedError;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;

/** The cells beside the kit: core's, and those of plugins on the same path. */
final class InstalledCells {
    private InstalledCells() {
    }

    /** All of them by name. */
    static List<CellProvider> all() {
        List<CellProvider> found = new ArrayList<>();
        ServiceLoader.load(CellProvider.class, InstalledCells.class.getClassLoader()).forEach(found::add);
        found.sort(Comparator.comparing(CellProvider::name));
        return found;
    }

    /** The cell of a name, with its defaults; a name that nobody has is a failure. */
    static Cell named(String name) {
        List<String> names = new ArrayList<>();
        for (CellProvider provider : all()) {
            if (provider.name().equals(name)) {
                return provider.create(Map.of());
            }
            names.add(provider.name());
        }
        throw new AssertionFailedError("there is no cell '" + name + "' on this path; there are: "
                + String.join(", ", names) + ". Add the jar that brings it");
    }
}
