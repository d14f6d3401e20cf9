package unroll.app.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Maps, lists, texts and numbers as JSON. */
final class Json {
    private Json() {
    }

    static String of(Object value) {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(value);
    }

    /** Puts a number, or null where JSON has none for it. */
    static void put(Map<String, @Nullable Object> object, String key, double value) {
        object.put(key, Double.isFinite(value) ? (Object) value : null);
    }
}
