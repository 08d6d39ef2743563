package io.election.transport.rest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON by our own strict rules. It shares nothing with the mapper of a host application, whose
 * settings are made for other messages. Safe for use by any thread.
 */
public final class Json {

  /** The longest body that is read, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Messages are flat; a reader that descends further only serves whoever wants it to fall. */
  private static final int MAX_DEPTH = 32;

  /** Many times the longest reason that a node gives for a refusal. */
  private static final int MAX_STRING_CHARACTERS = 8 * 1024;

  /** One that is too long for any field is converted before it is refused, which must be quick. */
  private static final int MAX_NUMBER_DIGITS = 1_000;

  private static final int MAX_NAME_CHARACTERS = 200;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // JSON between systems is UTF-8 (RFC 8259 §8.1).
                  .disable(JsonFactory.Feature.CHARSET_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING_CHARACTERS)
                          .maxNumberLength(MAX_NUMBER_DIGITS)
                          .maxNameLength(MAX_NAME_CHARACTERS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  /** A new, empty object; its fields keep the order in which they are put. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new, empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The object or array as UTF-8. */
  public static byte[] write(ContainerNode<?> json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a body that is one JSON object and nothing else.
   *
   * @throws UnreadableMessageException if it is longer than {@link #MAX_BYTES}, or anything else
   *     than that
   */
  public static JsonFields read(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw UnreadableMessageException.tooLarge();
    }
    try (JsonParser parser = MAPPER.createParser(body)) {
      JsonNode node = readTree(parser);
      if (!(node instanceof ObjectNode)) {
        throw new UnreadableMessageException("the body must be a JSON object");
      }
      if (parser.nextToken() != null) {
        throw new UnreadableMessageException("the body must end after the JSON object");
      }
      return new JsonFields((ObjectNode) node);
    } catch (StreamConstraintsException e) {
      throw new UnreadableMessageException(
          "the body nests deeper than "
              + MAX_DEPTH
              + " levels, or a name, string or number in it is too long");
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      throw new UnreadableMessageException(
          "the body is not valid JSON: line %d, column %d"
              .formatted(location.getLineNr(), location.getColumnNr()));
    } catch (IOException e) {
      // Nothing is read from outside the array: these are bytes that are no text in any encoding.
      throw new UnreadableMessageException("the body is not valid JSON: it is not UTF-8");
    }
  }

  private static JsonNode readTree(JsonParser parser) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(parser);
      if (node == null) {
        throw new UnreadableMessageException("the body is empty; it must be a JSON object");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw e;
    } catch (MismatchedInputException e) {
      // A tree takes any value, so a key that stands twice is all that can mismatch.
      throw new UnreadableMessageException(
          JsonFields.quoted(parser.currentName()) + " stands there twice");
    }
  }
}
