package unroll.core.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

/**
 * What a sweep searches.
 *
 * @param dimensions the settings, at least one
 * @param origin where they come from, for messages
 */
public record SearchSpace(List<Dimension> dimensions, Origin origin) {
    /** More trials than anybody waits for; a slip of the pen asks for as many easily. */
    public static final int MOST_TRIALS = 10_000;

    /** Copies the list. */
    public SearchSpace {
        dimensions = List.copyOf(dimensions);
    }

    /** The settings' names in files. */
    public List<String> keys() {
        return dimensions.stream().map(each -> each.key().key()).toList();
    }

    /**
     * The trials that a method begins with, numbered from 1.
     *
     * @param shared what all trials share, complete; with the seed of every trial, unless it is searched
     * @throws UsageException if there are none or too many
     */
    public List<Trial> trials(SearchMethod method, LayeredConfig shared) {
        List<LayeredConfig> points = switch (method) {
            case SearchMethod.Grid grid -> grid();
            case SearchMethod.Random random -> random(random.trials(), random.seed());
            case SearchMethod.Halving halving -> random(halving.trials(), halving.seed());
        };
        int digits = Integer.toString(points.size()).length();
        List<Trial> trials = new ArrayList<>();
        for (LayeredConfig point : points) {
            String name = String.format(Locale.ROOT, "trial-%0" + digits + "d", trials.size() + 1);
            trials.add(Trial.of(name, name, shared, point));
        }
        return trials;
    }

    private List<LayeredConfig> grid() {
        List<LayeredConfig> points = List.of(LayeredConfig.EMPTY);
        for (Dimension dimension : dimensions) {
            if (dimension.points().isEmpty()) {
                throw new UsageException(origin.nameOf(dimension.key())
                        + ": a grid needs to know how many values; add points, 5 say, or give a list");
            }
            long size = (long) points.size() * dimension.points().size();
            if (size > MOST_TRIALS) {
                throw new UsageException("the grid has more than " + MOST_TRIALS
                        + " points; search fewer values, or choose method random");
            }
            List<LayeredConfig> more = new ArrayList<>();
            for (LayeredConfig point : points) {
                for (@Nullable Object value : dimension.points()) {
                    more.add(point.with(dimension.key(), value, origin));
                }
            }
            points = more;
        }
        return points;
    }

    private List<LayeredConfig> random(int count, long seed) {
        List<LayeredConfig> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LayeredConfig point = LayeredConfig.EMPTY;
            for (int d = 0; d < dimensions.size(); d++) {
                double place = new CounterRandom(seed, RandomStream.EXPERIMENT, i, d).uniformDouble(0);
                point = point.with(dimensions.get(d).key(), dimensions.get(d).at(place), origin);
            }
            points.add(point);
        }
        return points;
    }
}
