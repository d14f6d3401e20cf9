package unroll.core.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.api.error.ModelFormatException;

/**
 * Reads what {@link WordLevelWriter} wrote, or what another program wrote to the same effect. A document that asks for
 * more (a normalizer, other pieces than characters, further special tokens) is refused, because encoding would quietly
 * differ. Nothing is sized by a number in the document.
 */
final class WordLevelReader {
    private static final int LONGEST_DOCUMENT = 1 << 26;
    private static final int DEEPEST = 32;
    private static final int LONGEST_TOKEN = 1_000;
    private static final Set<String> ANY_CHARACTER = Set.of(WordLevelWriter.ANY_CHARACTER, "(?m:.)", "(?s:.)");

    private WordLevelReader() {
    }

    /** The token of each id. */
    static List<String> tokens(String json) {
        JsonNode document = parse(json);
        if (!document.isObject()) {
            throw new ModelFormatException("tokenizer: expected a JSON object, found " + found(document));
        }
        expect(document.path("version"), "version", WordLevelWriter.VERSION);
        absent(document, "truncation");
        absent(document, "normalizer");
        preTokenizer(document.path("pre_tokenizer"));
        postProcessor(document.path("post_processor"));
        JsonNode decoder = document.path("decoder");
        if (present(decoder)) {
            expect(decoder.path("type"), "decoder type", "Fuse");
        }
        return byId(vocabulary(document));
    }

    private static JsonNode parse(String json) {
        if (json.length() > LONGEST_DOCUMENT) {
            throw new ModelFormatException("tokenizer: expected a document of at most " + LONGEST_DOCUMENT
                    + " characters, found " + json.length());
        }
        StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_TOKEN).maxStringLength(LONGEST_TOKEN).build();
        JsonFactory factory = JsonFactory.builder().streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try {
            return JsonMapper.builder(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build()
                    .readTree(json);
        } catch (JacksonException e) {
            // Limits that are broken have no location.
            TokenStreamLocation at = e.getLocation();
            throw new ModelFormatException(
                    "tokenizer: expected a JSON document: " + Printable.parserMessage(e.getOriginalMessage())
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"),
                    e);
        }
    }

    private static void preTokenizer(JsonNode split) {
        String expected = "tokenizer: expected a pre_tokenizer that splits text into characters (Split, "
                + WordLevelWriter.ANY_CHARACTER + ", Isolated), found ";
        if (!present(split)) {
            throw new ModelFormatException(expected + "none");
        }
        boolean fits = is(split.path("type"), "Split") && is(split.path("behavior"), "Isolated")
                && !split.path("invert").booleanValue(false)
                && ANY_CHARACTER.contains(split.path("pattern").path("Regex").stringValue(""));
        if (!fits) {
            throw new ModelFormatException(expected + found(split));
        }
    }

    private static void postProcessor(JsonNode template) {
        if (!present(template)) {
            return;
        }
        JsonNode single = template.path("single");
        boolean fits = is(template.path("type"), "TemplateProcessing") && single.size() == 2
                && is(single.path(0).path("SpecialToken").path("id"), CharTokenizer.START_STOP)
                && is(single.path(1).path("Sequence").path("id"), "A");
        if (!fits) {
            throw new ModelFormatException("tokenizer: expected no post_processor or a TemplateProcessing that puts "
                    + CharTokenizer.START_STOP + " before the text, found " + found(template));
        }
    }

    private static Map<String, Integer> vocabulary(JsonNode document) {
        JsonNode model = document.path("model");
        expect(model.path("type"), "model type", "WordLevel");
        JsonNode vocabulary = model.path("vocab");
        if (!vocabulary.isObject()) {
            throw new ModelFormatException("tokenizer: expected an object of tokens and ids as vocab, found "
                    + found(vocabulary));
        }
        Map<String, Integer> ids = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            ids.put(entry.getKey(), id(entry.getKey(), entry.getValue()));
        }
        JsonNode added = document.path("added_tokens");
        if (!added.isArray() && present(added)) {
            throw new ModelFormatException("tokenizer: expected a list as added_tokens, found " + found(added));
        }
        for (JsonNode token : added) {
            add(ids, token);
        }
        return ids;
    }

    private static void add(Map<String, Integer> ids, JsonNode token) {
        String content = token.path("content").stringValue("");
        if (!content.equals(CharTokenizer.START_STOP) && !content.equals(CharTokenizer.PAD)) {
            throw new ModelFormatException("tokenizer: expected " + CharTokenizer.START_STOP + " and "
                    + CharTokenizer.PAD + " as added_tokens, found " + found(token));
        }
        int id = id(content, token.path("id"));
        Integer before = ids.putIfAbsent(content, id);
        if (before != null && before != id) {
            throw new ModelFormatException("tokenizer: expected one id for " + content + ", found " + before + " and "
                    + id);
        }
    }

    private static int id(String token, JsonNode id) {
        if (!id.isInt() || id.intValue() < 0) {
            throw new ModelFormatException("tokenizer: expected a number from 0 as the id of "
                    + Printable.quoted(token) + ", found " + found(id));
        }
        return id.intValue();
    }

    private static List<String> byId(Map<String, Integer> ids) {
        @Nullable String[] tokens = new String[ids.size()];
        for (Map.Entry<String, Integer> entry : ids.entrySet()) {
            String token = entry.getKey();
            int id = entry.getValue();
            if (id >= tokens.length) {
                throw new ModelFormatException("tokenizer: expected ids from 0 to " + (tokens.length - 1) + " for "
                        + tokens.length + " tokens, found " + id + " for " + Printable.quoted(token));
            }
            if (tokens[id] != null) {
                throw new ModelFormatException("tokenizer: expected one token for id " + id + ", found "
                        + Printable.quoted(tokens[id]) + " and " + Printable.quoted(token));
            }
            tokens[id] = token;
        }
        // As many tokens as places, none in the place of another: every place is taken.
        return Arrays.asList(tokens);
    }

    private static void expect(JsonNode node, String what, String value) {
        if (!is(node, value)) {
            throw new ModelFormatException("tokenizer: expected " + what + " '" + value + "', found " + found(node));
        }
    }

    private static void absent(JsonNode document, String field) {
        JsonNode node = document.path(field);
        if (present(node)) {
            throw new ModelFormatException("tokenizer: expected no " + field + ", found " + found(node));
        }
    }

    private static boolean is(JsonNode node, String value) {
        return node.isString() && node.stringValue().equals(value);
    }

    private static boolean present(JsonNode node) {
        return !node.isNull() && !node.isMissingNode();
    }

    private static String found(JsonNode node) {
        return present(node) ? Printable.quoted(node.toString()) : "none";
    }
}
