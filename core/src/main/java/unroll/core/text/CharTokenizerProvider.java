package unroll.core.text;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import unroll.api.error.UsageException;
import unroll.api.text.Tokenizer;
import unroll.api.text.TokenizerProvider;

/** Offers {@link CharTokenizer} under the name {@code char}. It has no options. */
public final class CharTokenizerProvider implements TokenizerProvider {
    /** For the service loader. */
    public CharTokenizerProvider() {
    }

    @Override
    public String name() {
        return "char";
    }

    @Override
    public String description() {
        return "each character is a token";
    }

    @Override
    public void checkOptions(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new UsageException("tokenizer char has no options, found " + new TreeSet<>(options.keySet())
                    + "; leave them out");
        }
    }

    @Override
    public Tokenizer train(List<String> items, Map<String, String> options) {
        checkOptions(options);
        return CharTokenizer.of(items);
    }

    @Override
    public boolean reads(String modelType) {
        return modelType.equals("WordLevel");
    }

    @Override
    public Tokenizer load(String json) {
        return CharTokenizer.fromJson(json);
    }
}
