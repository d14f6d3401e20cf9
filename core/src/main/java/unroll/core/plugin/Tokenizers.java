package unroll.core.plugin;

import java.util.List;
import java.util.Map;
import unroll.api.text.Tokenizer;
import unroll.api.text.TokenizerProvider;

/** The tokenizers that are there. */
public final class Tokenizers extends Registry<TokenizerProvider> {
    /** Those of some sources. */
    public Tokenizers(ProviderSource... sources) {
        this(List.of(sources), List.of());
    }

    Tokenizers(List<? extends ProviderSource> sources, List<Broken> unusable) {
        super("tokenizer", TokenizerProvider.class, TokenizerProvider::name, sources, unusable);
    }

    /**
     * Checks options, as far as the tokenizer does so before it has seen a text.
     *
     * @throws unroll.api.error.UsageException if there is no such tokenizer, or it doesn't take the options
     * @throws unroll.api.error.ProviderException if its provider fails
     */
    public void checkOptions(String name, Map<String, String> options) {
        made(name, provider -> {
            provider.checkOptions(options);
            return provider;
        });
    }

    /**
     * Learns a vocabulary.
     *
     * @param name of the tokenizer
     * @param items the texts to be expressed, all splits together
     * @param options what the configuration says of it, by key
     * @throws unroll.api.error.UsageException if there is no such tokenizer, or it doesn't take the options
     * @throws unroll.api.error.DataException if there is nothing to learn from
     * @throws unroll.api.error.ProviderException if its provider fails
     */
    public Tokenizer train(String name, List<String> items, Map<String, String> options) {
        return made(name, provider -> provider.train(items, options));
    }
}
