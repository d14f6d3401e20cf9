package unroll.api.nn;

import java.util.Map;

/** How a cell is found: a service for {@link java.util.ServiceLoader}. Cheap to make; its constructor never throws. */
public interface CellProvider {
    /** The name by which users choose it: lower case, without spaces. */
    String name();

    /** One line for the list of cells. */
    String description();

    /**
     * Makes the cell.
     *
     * @param options what the configuration says of it, by key; empty for the defaults
     * @throws unroll.api.error.UsageException if a key is unknown or a value makes no sense; it names the known keys
     */
    Cell create(Map<String, String> options);
}
