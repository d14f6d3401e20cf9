package unroll.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLSchema;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import unroll.api.error.ModelFormatException;
import unroll.core.text.Printable;

/** JSON and YAML as this package reads and writes them: strict, without duplicate names, of bounded size and depth. */
public final class Documents {
    /** More than any settings or state file needs. */
    public static final long SMALL = 1L << 20;
    /** Room for the vocabulary and merges of any tokenizer in use. */
    public static final long LARGE = 1L << 27;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(16)
            .maxNumberLength(40)
            .build();
    // Names come from files that nobody vouches for: they are not kept beyond the file.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();
    private static final JsonMapper JSON_MAPPER = JsonMapper.builder(JSON)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML_MAPPER = YAMLMapper.builder(YAMLFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Its own limit, of three million, is below what a plan of many trials has; read() has checked the size. These
            // settings take the place of those that yamlSchema would make for the reader.
            .loadSettings(LoadSettings.builder().setSchema(new CoreSchema())
                    .setCodePointLimit((int) LARGE).build())
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .stringQuotingChecker(new PlainWords())
            .yamlSchema(YAMLSchema.CORE)
            .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Documents() {
    }

    public static JsonGenerator jsonGenerator(OutputStream stream) {
        return JSON.createGenerator(ObjectWriteContext.empty(), stream);
    }

    public static JsonParser jsonParser(String text) {
        return JSON.createParser(ObjectReadContext.empty(), text);
    }

    /** An empty document, to be filled in the order in which it is to be written. */
    public static ObjectNode document() {
        return JSON_MAPPER.createObjectNode();
    }

    /** A document from a text that is known to be one. */
    public static ObjectNode document(String json) {
        return (ObjectNode) JSON_MAPPER.readTree(json);
    }

    /** On one line. */
    public static String jsonLine(ObjectNode document) {
        return JSON_MAPPER.writeValueAsString(document);
    }

    /** On several lines, for people. */
    public static String json(ObjectNode document) {
        return JSON_MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n";
    }

    public static String yaml(ObjectNode document) {
        return YAML_MAPPER.writeValueAsString(document);
    }

    public static Fields readJson(Path file, long limit) {
        return parse(JSON_MAPPER, file, read(file, limit));
    }

    public static Fields readYaml(Path file, long limit) {
        return parse(YAML_MAPPER, file, read(file, limit));
    }

    public static Fields parseJson(Path file, String text) {
        return parse(JSON_MAPPER, file, text);
    }

    private static Fields parse(ObjectMapper mapper, Path file, String text) {
        JsonNode root;
        try {
            root = mapper.readTree(text);
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new ModelFormatException(file + " is damaged"
                    + (location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr()) + ": "
                    + Failures.oneLine(Printable.parserMessage(e.getOriginalMessage())), e);
        }
        if (root instanceof ObjectNode object) {
            return new Fields(file.toString(), object);
        }
        throw new ModelFormatException(file + " is damaged: expected names and values, found "
                + Fields.describe(root));
    }

    /**
     * A file's text.
     *
     * @param limit the most bytes that are read
     * @throws ModelFormatException if it is missing, larger, or not UTF-8
     */
    public static String read(Path file, long limit) {
        try {
            long size = Files.size(file);
            if (size > limit) {
                throw new ModelFormatException(file + " is too large: expected at most " + limit + " bytes, found "
                        + size);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (NoSuchFileException e) {
            throw new ModelFormatException(file + " is missing", e);
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(file + " is damaged: it is not UTF-8 text", e);
        } catch (IOException e) {
            throw Failures.of(file, "read", e);
        }
    }
}
