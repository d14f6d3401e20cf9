package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import unroll.core.text.CharTokenizer;
import unroll.core.text.DataForm;
import unroll.core.text.LineReader;
import unroll.core.text.Lines;

/** What the lecture's cells print for its names.txt, and a few more figures of the same Python run. */
class LectureFiguresTest {
    private static final long SPLIT_SEED = 123;

    private Lines lines;
    private Split split;
    private CharTokenizer tokenizer;

    @BeforeEach
    void read() {
        lines = SharedNames.read();
        split = Split.of(lines.items(), SPLIT_SEED);
        tokenizer = CharTokenizer.of(lines.items());
    }

    @Test
    void theFileIsTheLectures() {
        assertEquals(32_033, lines.items().size());
        assertEquals(0, lines.blank());
        assertEquals(List.of("emma", "olivia", "ava", "isabella", "sophia", "charlotte", "mia", "amelia", "harper",
                "evelyn"), lines.items().subList(0, 10));
        // sha256sum names.txt.
        assertEquals("0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d", lines.sha256());
    }

    @Test
    void theYearlyFileThatItWasMadeOfGivesTheSameList() {
        // As yob2018.txt is: Name,Sex,Count.
        StringBuilder year = new StringBuilder();
        for (int i = 0; i < lines.items().size(); i++) {
            String name = lines.items().get(i);
            year.append(name.substring(0, 1).toUpperCase(Locale.ROOT)).append(name.substring(1))
                    .append(i < 18_000 ? ",F," : ",M,").append(40_000 - i).append("\r\n");
        }
        Lines read = LineReader.read(new ByteArrayInputStream(year.toString().getBytes(StandardCharsets.US_ASCII)),
                "yob2018.txt");
        assertEquals(DataForm.SOCIAL_SECURITY, read.form());
        assertEquals(lines.items(), read.items());
    }

    @Test
    void theSplitIsTheLectures() {
        assertEquals(25_626, split.train().size());
        assertEquals(3_203, split.dev().size());
        assertEquals(3_204, split.test().size());
        assertEquals(List.of("luann", "shain", "rupert", "mokshagna"), split.train().subList(0, 4));
        // Python 3.11.
        assertEquals(List.of("demid", "malory", "aleem"), split.dev().subList(0, 3));
        assertEquals(List.of("kaidence", "eretria", "nadiah"), split.test().subList(0, 3));
        assertEquals("yasmeen", split.test().get(3_203));
        // SHA-256 of the names joined by line feeds.
        assertEquals("c4637d24976c5defb95d9c0dae7a10d0d8d596811c7bc02a126661fe70ee8685", hash(split.train()));
        assertEquals("4ffaa30b5523add16e0ffb546ed7055e575ef04a3f20b003749ae900d095de3c", hash(split.dev()));
        assertEquals("13d704a8b0efcf699c1b266a40d517d118169c980d6308bae696b983ed3ed8ad", hash(split.test()));
    }

    @Test
    void theTokensAreTheLectures() {
        assertEquals(28, tokenizer.vocabularySize());
        assertEquals(26, tokenizer.startStop());
        assertEquals(27, tokenizer.pad());
        PadBatch.Pairs train = PadBatch.buildDataset(split.train(), tokenizer);
        assertArrayEquals(new int[] {26, 11, 20, 0, 13, 13}, train.x()[0]);
        assertArrayEquals(new int[] {11, 20, 0, 13, 13, 26}, train.y()[0]);
        assertArrayEquals(new int[] {26, 18, 7, 0, 8, 13}, train.x()[1]);
        assertEquals(16, Arrays.stream(train.x()).mapToInt(x -> x.length).max().orElseThrow());
    }

    @Test
    void theSequencesHoldTheSameTokens() {
        TokenSequences train = TokenSequences.of(split.train(), tokenizer);
        assertEquals(25_626, train.count());
        assertEquals(16, train.longest());
        // Python: sum(len(name) + 1).
        assertEquals(182_427, train.tokens());
        assertEquals(22_854, TokenSequences.of(split.dev(), tokenizer).tokens());
        assertEquals(22_865, TokenSequences.of(split.test(), tokenizer).tokens());
    }

    @Test
    void thePaddedBatchIsTheLectures() {
        PadBatch.Pairs four = PadBatch.buildDataset(split.train().subList(0, 4), tokenizer);
        PadBatch.Padded padded = PadBatch.padBatch(four.x(), four.y(), tokenizer.pad());
        int[][] expected = {{26, 11, 20, 0, 13, 13, 27, 27, 27, 27}, {26, 18, 7, 0, 8, 13, 27, 27, 27, 27},
            {26, 17, 20, 15, 4, 17, 19, 27, 27, 27}, {26, 12, 14, 10, 18, 7, 0, 6, 13, 0}};
        assertArrayEquals(expected, padded.x());

        PackedBatch batch = new Batcher(TokenSequences.of(split.train(), tokenizer)).pad(new int[] {0, 1, 2, 3}, 0, 4);
        assertEquals(10, batch.packing().steps());
        for (int t = 0; t < 10; t++) {
            for (int row = 0; row < 4; row++) {
                assertEquals(expected[row][t], batch.tokens().at(t * 4 + row), "step " + t + ", row " + row);
            }
        }
    }

    @Test
    void theFirstTwoNamesStackBecauseTheyAreEquallyLong() {
        PadBatch.Pairs two = PadBatch.buildDataset(split.train().subList(0, 2), tokenizer);
        assertArrayEquals(new int[] {26, 11, 20, 0, 13, 13, 26, 18, 7, 0, 8, 13}, PadBatch.stack(two.x()));
    }

    private static String hash(List<String> names) {
        return Sha256.hex(String.join("\n", names));
    }
}
