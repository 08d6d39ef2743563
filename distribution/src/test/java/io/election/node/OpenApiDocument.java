package io.election.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a node says at {@code /q/openapi} that it answers, and whether something is as said there.
 */
final class OpenApiDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  static OpenApiDocument read() {
    return read(RestAssured.given());
  }

  /** Reads it as whom this request comes from. */
  static OpenApiDocument read(RequestSpecification request) {
    return new OpenApiDocument(
        parse(
            request
                .queryParam("format", "JSON")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString()));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  /** Every answer, as METHOD PATH STATUS. */
  Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        for (Map.Entry<String, JsonNode> response :
            method.getValue().get("responses").properties()) {
          answers.add(
              "%s %s %s"
                  .formatted(method.getKey().toUpperCase(), path.getKey(), response.getKey()));
        }
      }
    }
    return answers;
  }

  /** Every operation, as METHOD PATH. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    answers().forEach(answer -> operations.add(answer.substring(0, answer.lastIndexOf(' '))));
    return operations;
  }

  /** The schema of one answer by its media type; empty if it has no body. */
  Map<String, JsonNode> content(String method, String path, int status) {
    JsonNode response =
        root.path("paths")
            .path(path)
            .path(method.toLowerCase())
            .path("responses")
            .path(String.valueOf(status));
    Map<String, JsonNode> content = new TreeMap<>();
    resolve(response)
        .path("content")
        .properties()
        .forEach(media -> content.put(media.getKey(), media.getValue().get("schema")));
    return content;
  }

  JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
  }

  /** Every JSON example in the document, with its schema and where it stands. */
  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    collectExamples("", root, examples);
    return examples;
  }

  record Example(String place, JsonNode schema, JsonNode value) {
    @Override
    public String toString() {
      return place;
    }
  }

  private void collectExamples(String place, JsonNode node, List<Example> examples) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String here = place + "/" + field.getKey();
      if (field.getKey().equals("content")) {
        for (Map.Entry<String, JsonNode> media : field.getValue().properties()) {
          JsonNode schema = media.getValue().get("schema");
          examplesOf(media.getValue())
              .forEach(value -> examples.add(new Example(here, schema, value)));
        }
      }
      collectExamples(here, field.getValue(), examples);
    }
    if (node.isArray()) {
      node.forEach(element -> collectExamples(place, element, examples));
    }
  }

  static List<JsonNode> examplesOf(JsonNode media) {
    return Stream.concat(
            Stream.ofNullable(media.get("example")),
            StreamSupport.stream(media.path("examples").spliterator(), false)
                .map(example -> example.get("value")))
        .toList();
  }

  /**
   * In what a value is not as a schema says; empty if in nothing. A field that is not named there
   * is wrong too.
   */
  List<String> violations(JsonNode value, JsonNode schema) {
    List<String> violations = new ArrayList<>();
    check("$", value, resolve(schema), violations);
    return violations;
  }

  private void check(String place, JsonNode value, JsonNode schema, List<String> violations) {
    if (!hasType(value, schema.get("type"))) {
      violations.add(place + " is " + value + ", not " + schema.get("type"));
      return;
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      violations.add(place + " is " + value + ", none of " + schema.get("enum"));
    }
    if (schema.has("pattern") && !value.textValue().matches(schema.get("pattern").textValue())) {
      violations.add(place + " is " + value + ", not like " + schema.get("pattern"));
    }
    if (schema.path("format").asText().equals("date-time") && !isInstant(value.textValue())) {
      violations.add(place + " is " + value + ", no time");
    }
    if (value.isNumber()
        && (value.longValue() < schema.path("minimum").asLong(Long.MIN_VALUE)
            || value.longValue() > schema.path("maximum").asLong(Long.MAX_VALUE))) {
      violations.add(place + " is out of bounds: " + value);
    }
    if (value.isArray()) {
      value.forEach(
          element -> check(place + "[]", element, resolve(schema.get("items")), violations));
    }
    if (value.isObject()) {
      checkFields(place, value, schema, violations);
    }
  }

  private void checkFields(String place, JsonNode value, JsonNode schema, List<String> violations) {
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.textValue())) {
                violations.add(place + " has no " + name);
              }
            });
    JsonNode properties = schema.path("properties");
    boolean isOpen = properties.isEmpty() && !schema.has("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (properties.has(field.getKey())) {
        check(
            place + "." + field.getKey(),
            field.getValue(),
            resolve(properties.get(field.getKey())),
            violations);
      } else if (!isOpen) {
        violations.add(place + "." + field.getKey() + " is not documented");
      }
    }
  }

  private static boolean hasType(JsonNode value, JsonNode type) {
    return type.isArray()
        ? StreamSupport.stream(type.spliterator(), false).anyMatch(one -> hasType(value, one))
        : switch (type.textValue()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> throw new IllegalArgumentException(type.textValue());
        };
  }

  private static boolean contains(JsonNode array, JsonNode value) {
    return StreamSupport.stream(array.spliterator(), false).anyMatch(value::equals);
  }

  private static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException none) {
      return false;
    }
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
  }
}
