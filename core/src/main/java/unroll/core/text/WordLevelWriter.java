package unroll.core.text;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a character tokenizer in the form of Hugging Face's tokenizer.json, so that its library
 * ({@code tokenizers.Tokenizer.from_file}) gives the same ids, with [S] before them.
 *
 * <p>Two choices need a reason. The pattern of the pre-tokenizer is {@code [\s\S]}: any character, line ends included,
 * in every dialect; {@code (?s:.)} is refused by the library's regular expressions. The model's {@code unk_token}, a
 * field that the library requires, names {@code [UNK]}, which the vocabulary does not have: an unknown character is then
 * an error there as it is here, where naming [PAD] would pass padding off as text.
 *
 * <p>One difference remains: the library takes the letters {@code [S]} or {@code [PAD]} within a text for the special
 * token; here they are characters like others.
 */
final class WordLevelWriter {
    static final String VERSION = "1.0";
    static final String ANY_CHARACTER = "[\\s\\S]";
    static final String NO_UNKNOWN = "[UNK]";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WordLevelWriter() {
    }

    static String json(CharTokenizer tokenizer) {
        ObjectNode document = NODES.objectNode();
        document.put("version", VERSION);
        document.putNull("truncation");
        document.putNull("padding");
        document.set("added_tokens", addedTokens(tokenizer));
        document.putNull("normalizer");
        ObjectNode split = document.putObject("pre_tokenizer").put("type", "Split");
        split.putObject("pattern").put("Regex", ANY_CHARACTER);
        split.put("behavior", "Isolated").put("invert", false);
        document.set("post_processor", startFirst(tokenizer));
        document.putObject("decoder").put("type", "Fuse");
        document.set("model", model(tokenizer));
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return JsonMapper.shared().writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
                .writeValueAsString(document) + "\n";
    }

    private static ArrayNode addedTokens(CharTokenizer tokenizer) {
        // The library wants them by id.
        int first = Math.min(tokenizer.startStop(), tokenizer.pad());
        int second = Math.max(tokenizer.startStop(), tokenizer.pad());
        return NODES.arrayNode().add(added(tokenizer, first)).add(added(tokenizer, second));
    }

    private static ObjectNode added(CharTokenizer tokenizer, int id) {
        return NODES.objectNode().put("id", id).put("content", tokenizer.token(id)).put("single_word", false)
                .put("lstrip", false).put("rstrip", false).put("normalized", false).put("special", true);
    }

    private static ObjectNode startFirst(CharTokenizer tokenizer) {
        ObjectNode template = NODES.objectNode().put("type", "TemplateProcessing");
        template.putArray("single").add(special(0)).add(sequence("A", 0));
        template.putArray("pair").add(special(0)).add(sequence("A", 0)).add(special(1)).add(sequence("B", 1));
        ObjectNode start = template.putObject("special_tokens").putObject(CharTokenizer.START_STOP);
        start.put("id", CharTokenizer.START_STOP);
        start.putArray("ids").add(tokenizer.startStop());
        start.putArray("tokens").add(CharTokenizer.START_STOP);
        return template;
    }

    private static ObjectNode special(int typeId) {
        ObjectNode piece = NODES.objectNode();
        piece.putObject("SpecialToken").put("id", CharTokenizer.START_STOP).put("type_id", typeId);
        return piece;
    }

    private static ObjectNode sequence(String id, int typeId) {
        ObjectNode piece = NODES.objectNode();
        piece.putObject("Sequence").put("id", id).put("type_id", typeId);
        return piece;
    }

    private static ObjectNode model(CharTokenizer tokenizer) {
        ObjectNode model = NODES.objectNode().put("type", "WordLevel");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            vocabulary.put(tokenizer.token(id), id);
        }
        return model.put("unk_token", NO_UNKNOWN);
    }
}
