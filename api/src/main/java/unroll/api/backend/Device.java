package unroll.api.backend;

/**
 * A device that a backend can compute on.
 *
 * @param id what users write after the colon of {@code --backend NAME:DEVICE}
 * @param description a line for people
 * @param memoryBytes memory that tensors can take in all, 0 where unknown; a device that uses
 *     the Java heap reports the heap's limit
 */
public record Device(String id, String description, long memoryBytes) {
}
