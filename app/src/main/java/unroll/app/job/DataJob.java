package unroll.app.job;

import java.io.InputStream;
import java.util.Map;
import unroll.api.text.Tokenizer;
import unroll.core.config.DataConfig;
import unroll.core.data.Split;
import unroll.core.plugin.Installed;
import unroll.core.text.ItemIndex;
import unroll.core.text.Lines;

/**
 * Looks at data as training sees it.
 *
 * @param data where the items come from
 * @param splitSeed seed of the split
 */
public record DataJob(DataSource data, long splitSeed) {
    /**
     * What there is to see.
     *
     * @param lines the items
     * @param distinct how many of them differ
     * @param characters in all items
     * @param longest characters of the longest
     * @param tokenizer the vocabulary
     * @param split the three parts
     */
    public record Result(Lines lines, long distinct, long characters, int longest, Tokenizer tokenizer, Split split) {
    }

    /** Does it. */
    public Result run(Surroundings surroundings, InputStream in) {
        Lines lines = data.read(surroundings, in);
        Tokenizer tokenizer = Installed.builtIn().tokenizers().train(DataConfig.LECTURE.tokenizer().name(),
                lines.items(),
                Map.of());
        long characters = 0;
        int longest = 0;
        for (String item : lines.items()) {
            int length = item.codePointCount(0, item.length());
            characters += length;
            longest = Math.max(longest, length);
        }
        return new Result(lines, new ItemIndex(lines.items()).distinct(), characters, longest, tokenizer,
                Split.of(lines.items(), splitSeed));
    }
}
