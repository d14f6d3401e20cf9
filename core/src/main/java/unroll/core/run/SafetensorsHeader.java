package unroll.core.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.file.Documents;
import unroll.core.nn.HostTensor;

/**
 * The header of a safetensors file: what lies where in the data that follow.
 *
 * @param entries in the order of their data
 * @param metadata free texts, sorted by key
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = 8;
    /** As the format's own library has it. */
    static final int LONGEST = 100_000_000;

    /** Wide types first, so that each tensor lies at a multiple of its element's size; then by name. */
    static final Comparator<HostTensor> ORDER = Comparator.comparing(HostTensor::dtype, Comparator.reverseOrder())
            .thenComparing(HostTensor::name);

    /**
     * One tensor.
     *
     * @param begin its first byte in the data
     * @param end one past its last
     */
    record Entry(String name, DType dtype, Shape shape, long begin, long end) {
        String code() {
            return dtype == DType.FLOAT32 ? "F32" : "F64";
        }
    }

    /**
     * Lays tensors out.
     *
     * @param tensors in {@link #ORDER}
     * @throws TensorException if two have one name, one has the name of the metadata, or a text is no valid Unicode
     */
    static SafetensorsHeader of(List<HostTensor> tensors, Map<String, String> metadata) {
        Set<String> names = new HashSet<>();
        names.add(METADATA);
        List<Entry> entries = new ArrayList<>(tensors.size());
        long offset = 0;
        for (HostTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new TensorException("a safetensors file cannot hold "
                        + (tensor.name().equals(METADATA) ? "a tensor named " : "two tensors named ") + tensor.name());
            }
            checkText(tensor.name());
            long end = offset + (long) tensor.shape().size() * tensor.dtype().bytes();
            entries.add(new Entry(tensor.name(), tensor.dtype(), tensor.shape(), offset, end));
            offset = end;
        }
        metadata.forEach((key, value) -> {
            checkText(key);
            checkText(value);
        });
        return new SafetensorsHeader(entries, new TreeMap<>(metadata));
    }

    private static void checkText(String text) {
        if (!isText(text)) {
            throw new TensorException("a safetensors file cannot hold half a character, found '" + text + "'");
        }
    }

    /** Whether UTF-8 can express it: a Java string may hold half a character. */
    static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /**
     * The header as JSON, padded with spaces so that the data start at a multiple of eight bytes.
     *
     * @throws TensorException if there are too many tensors
     */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Documents.jsonGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(METADATA);
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            for (Entry entry : entries) {
                write(json, entry);
            }
            json.writeEndObject();
        }
        while (bytes.size() % LENGTH_BYTES != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > LONGEST) {
            throw new TensorException("a safetensors header takes at most " + LONGEST + " bytes, found "
                    + bytes.size() + ": too many tensors or too long names");
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Entry entry) {
        json.writeObjectPropertyStart(entry.name());
        json.writeStringProperty("dtype", entry.code());
        json.writeName("shape");
        int[] dimensions = entry.shape().toArray();
        json.writeArray(dimensions, 0, dimensions.length);
        json.writeName("data_offsets");
        json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
        json.writeEndObject();
    }
}
