package unroll.core.run;

import java.nio.file.Path;
import java.util.List;
import unroll.api.error.ModelFormatException;
import unroll.api.text.Tokenizer;
import unroll.api.text.TokenizerProvider;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.plugin.Registry;
import unroll.core.plugin.Tokenizers;

/** Finds who can read a tokenizer.json. */
final class TokenizerFile {
    private TokenizerFile() {
    }

    /**
     * Reads the file.
     *
     * @param preferred name of the tokenizer that the configuration gives, asked first
     * @throws ModelFormatException if the file is missing or damaged, or nobody reads its type
     * @throws unroll.api.error.UsageException if there is more than one tokenizer of the preferred name
     */
    static Tokenizer read(Path file, String preferred, Tokenizers tokenizers) {
        String text = Documents.read(file, Documents.LARGE);
        String type = Documents.parseJson(file, text).inner("model").text("type");
        List<String> names = tokenizers.entries().stream().map(Registry.Entry::name).distinct().toList();
        TokenizerProvider reader = names.contains(preferred) ? tokenizers.get(preferred) : null;
        if (reader == null || !reader.reads(type)) {
            reader = tokenizers.all().stream().filter(provider -> provider.reads(type)).findFirst()
                    .orElseThrow(() -> new ModelFormatException(file + " is of the type '" + Failures.oneLine(type)
                            + "', which no tokenizer here reads; there are: " + String.join(", ", names)));
        }
        try {
            return reader.load(text);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(file + ": " + e.getMessage(), e);
        }
    }
}
