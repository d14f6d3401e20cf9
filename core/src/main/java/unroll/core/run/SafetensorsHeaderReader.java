package unroll.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.run.SafetensorsHeader.Entry;
import unroll.core.text.Printable;

/** Reads a safetensors header from a file that nobody vouches for. */
final class SafetensorsHeaderReader {
    private static final int MAX_RANK = 4;

    private final String file;
    private final long dataBytes;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private SafetensorsHeaderReader(String file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /**
     * Reads and checks: JSON without duplicate names, known types, shapes that give the lengths, data ranges that cover
     * the data exactly and do not overlap.
     *
     * @param file for messages
     * @param json the header's text
     * @param dataBytes how many bytes follow the header
     * @throws ModelFormatException if anything does not fit
     */
    static SafetensorsHeader read(String file, String json, long dataBytes) {
        SafetensorsHeaderReader reader = new SafetensorsHeaderReader(file, dataBytes);
        if (!json.startsWith("{")) {
            throw reader.wrong("its header does not start with '{'");
        }
        try (JsonParser parser = Documents.jsonParser(json)) {
            reader.header(parser);
        } catch (JacksonException e) {
            throw new ModelFormatException(
                    file + " has a damaged header: "
                            + Failures.oneLine(Printable.parserMessage(e.getOriginalMessage())),
                    e);
        }
        reader.entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        reader.checkRanges();
        return new SafetensorsHeader(reader.entries, reader.metadata);
    }

    private void header(JsonParser parser) {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "an object", "the header");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (name.equals(SafetensorsHeader.METADATA)) {
                readMetadata(parser);
            } else {
                entries.add(entry(parser, name, "tensor '" + Failures.oneLine(name) + "'"));
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT, "a name", "the header");
        if (parser.nextToken() != null) {
            throw wrong("its header goes on after its end");
        }
    }

    private void readMetadata(JsonParser parser) {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "an object", SafetensorsHeader.METADATA);
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text", "metadata '" + Failures.oneLine(key) + "'");
            metadata.put(key, text(parser.getString()));
        }
    }

    private Entry entry(JsonParser parser, String name, String what) {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "an object", what);
        DType dtype = null;
        Shape shape = null;
        long[] offsets = null;
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            switch (key) {
                case "dtype" -> dtype = dtype(parser, what);
                case "shape" -> shape = shape(numbers(parser, what + ", shape", MAX_RANK), what);
                case "data_offsets" -> offsets = numbers(parser, what + ", data_offsets", 2);
                default -> throw wrong(
                        what + " has an unknown property '" + Failures.oneLine(key)
                                + "', expected dtype, shape and data_offsets");
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw wrong(what + " needs a dtype, a shape and two data_offsets");
        }
        long expected = (long) shape.size() * dtype.bytes();
        // Both are at least zero, so the difference cannot overflow.
        if (offsets[1] - offsets[0] != expected) {
            throw wrong(what + " of shape " + shape + " takes " + expected + " bytes, but its data_offsets are "
                    + offsets[0] + " and " + offsets[1]);
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private DType dtype(JsonParser parser, String what) {
        expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text", what + ", dtype");
        String code = parser.getString();
        return switch (code) {
            case "F32" -> DType.FLOAT32;
            case "F64" -> DType.FLOAT64;
            default -> throw wrong(what + " has dtype '" + Failures.oneLine(code) + "', expected F32 or F64");
        };
    }

    private long[] numbers(JsonParser parser, String what, int most) {
        expect(parser.nextToken(), JsonToken.START_ARRAY, "a list", what);
        long[] all = new long[most];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "a whole number", what);
            if (count == most) {
                throw wrong(what + " has more than " + most + " numbers");
            }
            long number = parser.getLongValue();
            if (number < 0) {
                throw wrong(what + " has the negative number " + number);
            }
            all[count++] = number;
        }
        return Arrays.copyOf(all, count);
    }

    private Shape shape(long[] numbers, String what) {
        int[] dimensions = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > Integer.MAX_VALUE) {
                throw wrong(what + " has a dimension of " + numbers[i] + ", expected at most " + Integer.MAX_VALUE);
            }
            dimensions[i] = (int) numbers[i];
        }
        try {
            return Shape.of(dimensions);
        } catch (TensorException e) {
            throw new ModelFormatException(file + ": " + what + ": " + e.getMessage(), e);
        }
    }

    private void checkRanges() {
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw wrong("the data of tensor '" + Failures.oneLine(entry.name()) + "' start at byte " + entry.begin()
                        + ", expected " + end + ": ranges must follow each other without gap or overlap");
            }
            end = entry.end();
        }
        if (end > dataBytes) {
            throw wrong("it is cut off: expected " + end + " bytes of data, found " + dataBytes
                    + "; copy or download it again");
        }
        if (end < dataBytes) {
            throw wrong("its tensors take " + end + " bytes, but " + dataBytes + " bytes of data are there");
        }
    }

    /** The parser refuses half a character in a name, but not in a value. */
    private String text(String value) {
        if (!SafetensorsHeader.isText(value)) {
            throw wrong("its metadata hold half a character");
        }
        return value;
    }

    private void expect(@Nullable JsonToken found, JsonToken expected, String words, String what) {
        if (found != expected) {
            throw wrong(what + ": expected " + words + ", found "
                    + (found == null ? "the end" : found.name().toLowerCase(Locale.ROOT)));
        }
    }

    private ModelFormatException wrong(String what) {
        return new ModelFormatException(file + " cannot be read as safetensors: " + what);
    }
}
