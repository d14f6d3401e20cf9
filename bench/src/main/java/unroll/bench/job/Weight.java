package unroll.bench.job;

/**
 * A parameter's initial values.
 *
 * @param name as in PyTorch's state_dict
 * @param rows the first dimension
 * @param columns the second; 0 for a vector
 * @param values row-major; not to be changed
 */
public record Weight(String name, int rows, int columns, float[] values) {
}
