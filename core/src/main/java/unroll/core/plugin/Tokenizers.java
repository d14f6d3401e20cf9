package unroll.core.plugin;

import unroll.api.text.TokenizerProvider;

/** The tokenizers that are there. */
public final class Tokenizers extends Registry<TokenizerProvider> {
    /** Those of some sources. */
    public Tokenizers(ProviderSource... sources) {
        super("tokenizer", TokenizerProvider.class, TokenizerProvider::name, sources);
    }

    /** Those installed beside Unroll. */
    public static Tokenizers installed() {
        return new Tokenizers(ProviderSource.installed());
    }
}
