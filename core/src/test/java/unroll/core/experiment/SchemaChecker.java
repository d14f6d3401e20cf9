package unroll.core.experiment;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks a document against a JSON Schema, as far as the schemas here go; a keyword that is not known here is a failure. */
final class SchemaChecker {
    private final JsonNode root;

    SchemaChecker(JsonNode root) {
        this.root = root;
    }

    boolean accepts(JsonNode document) {
        return fits(root, document);
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        if (schema.isBoolean()) {
            return schema.asBoolean();
        }
        for (Map.Entry<String, JsonNode> each : schema.properties()) {
            if (!fits(each.getKey(), each.getValue(), schema, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(String keyword, JsonNode wanted, JsonNode schema, JsonNode value) {
        return switch (keyword) {
            case "$schema", "$defs", "title", "description", "default", "examples", "then", "else" -> true;
            case "$ref" -> fits(root.at(wanted.asString().substring(1)), value);
            case "type" -> wanted.isArray()
                    ? wanted.valueStream().anyMatch(type -> isA(type.asString(), value))
                    : isA(wanted.asString(), value);
            case "const" -> wanted.equals(value);
            case "enum" -> wanted.valueStream().anyMatch(value::equals);
            case "minimum" -> !value.isNumber() || number(value).compareTo(number(wanted)) >= 0;
            case "maximum" -> !value.isNumber() || number(value).compareTo(number(wanted)) <= 0;
            case "exclusiveMinimum" -> !value.isNumber() || number(value).compareTo(number(wanted)) > 0;
            case "exclusiveMaximum" -> !value.isNumber() || number(value).compareTo(number(wanted)) < 0;
            case "pattern" -> !value.isString() || value.asString().matches(wanted.asString());
            case "minItems" -> !value.isArray() || value.size() >= wanted.asInt();
            case "items" -> !value.isArray() || value.valueStream().allMatch(item -> fits(wanted, item));
            case "minProperties" -> !value.isObject() || value.size() >= wanted.asInt();
            case "required" -> !value.isObject() || wanted.valueStream().allMatch(key -> value.has(key.asString()));
            case "properties" -> !value.isObject() || wanted.properties().stream()
                    .allMatch(each -> !value.has(each.getKey()) || fits(each.getValue(), value.get(each.getKey())));
            case "additionalProperties" -> !value.isObject() || value.properties().stream()
                    .allMatch(each -> schema.at("/properties").has(each.getKey()) || fits(wanted, each.getValue()));
            case "propertyNames" -> !value.isObject() || value.propertyNames().stream()
                    .allMatch(name -> name.matches(wanted.get("pattern").asString()));
            case "dependentSchemas" -> !value.isObject() || wanted.properties().stream()
                    .allMatch(each -> !value.has(each.getKey()) || fits(each.getValue(), value));
            case "not" -> !fits(wanted, value);
            case "anyOf" -> wanted.valueStream().anyMatch(each -> fits(each, value));
            case "oneOf" -> wanted.valueStream().filter(each -> fits(each, value)).count() == 1;
            case "allOf" -> wanted.valueStream().allMatch(each -> fits(each, value));
            case "if" -> fits(wanted, value)
                    ? !schema.has("then") || fits(schema.get("then"), value)
                    : !schema.has("else") || fits(schema.get("else"), value);
            default -> throw new IllegalArgumentException("the keyword " + keyword + " is not known here");
        };
    }

    private static BigDecimal number(JsonNode value) {
        return value.decimalValue();
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "boolean" -> value.isBoolean();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> throw new IllegalArgumentException("the type " + type + " is not known here");
        };
    }
}
