package unroll.api.text;

/** Turns text into token ids and back. Immutable and safe to share. */
public interface Tokenizer {
    /** The number of tokens, special ones included; ids run from 0. */
    int vocabularySize();

    /** The id of the start/stop token [S]. */
    int startStop();

    /** The id of the padding token [PAD]. */
    int pad();

    /**
     * The ids of a text, without special tokens.
     *
     * @throws UnknownCharacterException if the vocabulary cannot express it
     */
    int[] encode(String text);

    /** The text of some ids; special tokens are left out. */
    String decode(int[] ids);

    /** One token as people write it: {@code a}, {@code [S]}. */
    String token(int id);

    /** The tokenizer as a document in the form of Hugging Face's tokenizer.json. */
    String toJson();
}
