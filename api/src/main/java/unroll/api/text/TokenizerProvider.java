package unroll.api.text;

import java.util.List;
import java.util.Map;

/** How a tokenizer is found: a service for {@link java.util.ServiceLoader}. Cheap to make. */
public interface TokenizerProvider {
    /** The name by which users choose it: lower case, without spaces. */
    String name();

    /** One line for the list of tokenizers. */
    String description();

    /**
     * Checks options before there is any text to learn from. One that does not has {@link #train} refuse them, later.
     *
     * @param options what the configuration says of it, by key; empty for the defaults
     * @throws unroll.api.error.UsageException if a key is unknown or a value makes no sense; it names the known keys
     */
    default void checkOptions(Map<String, String> options) {
    }

    /**
     * Learns a vocabulary.
     *
     * @param items the texts to be expressed, all splits together
     * @param options what the configuration says of it, by key; empty for the defaults
     * @throws unroll.api.error.DataException if there is nothing to learn from
     * @throws unroll.api.error.UsageException if a key is unknown or a value makes no sense; it names the known keys
     */
    Tokenizer train(List<String> items, Map<String, String> options);

    /** Whether {@link #load} understands a tokenizer.json whose model is of this type ({@code WordLevel}, {@code BPE}). */
    boolean reads(String modelType);

    /**
     * Reads what {@link Tokenizer#toJson} wrote, or an equal document of another program.
     *
     * @throws unroll.api.error.ModelFormatException if it is damaged or asks for what this tokenizer does not do
     */
    Tokenizer load(String json);
}
