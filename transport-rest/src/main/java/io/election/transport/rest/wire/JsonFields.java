package io.election.transport.rest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.transport.ClusterId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Each must be there, unless its reader says otherwise, and be of
 * its own type: nothing is converted, nothing has a default. A field that nobody asks for is passed
 * over, so that a node of the next version may send more than this one knows.
 */
public final class JsonFields {

  /** What may be shown of a stranger's words, in a log or on a terminal. */
  private static final Pattern HARMLESS = Pattern.compile("[ -~]{1,60}");

  private final ObjectNode object;
  private final String path;

  JsonFields(ObjectNode object) {
    this(object, "");
  }

  /**
   * @param path what stands before the name of a field when a person is told of it
   */
  private JsonFields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Whether the field is there, even if it is null. */
  public boolean has(String name) {
    return object.has(name);
  }

  /**
   * Refuses what this reader does not know: a person who mistypes a name must not be taken to have
   * left it out.
   *
   * @throws UnreadableMessageException if there is a field of another name
   */
  public void allowOnly(String... known) {
    List<String> names = List.of(known);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new UnreadableMessageException(
                    "%s is not known here; %s"
                        .formatted(
                            quoted(path + name),
                            names.isEmpty()
                                ? "this request has no fields"
                                : "there is only \"" + String.join("\", \"", names) + "\""));
              }
            });
  }

  /** A field's name that a stranger chose, to be shown to people. */
  static String quoted(@Nullable String name) {
    return name != null && HARMLESS.matcher(name).matches()
        ? "\"" + name + "\""
        : "a field of a strange name";
  }

  /** The fields of an object that may be left out; null says the same as leaving it out. */
  @Nullable JsonFields optionalObject(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : object(name);
  }

  /** The fields of an object. */
  JsonFields object(String name) {
    JsonNode value = object.get(name);
    if (!(value instanceof ObjectNode)) {
      throw wrong(name, value, "an object");
    }
    return new JsonFields((ObjectNode) value, path + name + ".");
  }

  String text(String name) {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name, value, "a string that is not empty");
    }
    return value.textValue();
  }

  String clusterId(String name) {
    String value = text(name);
    if (!ClusterId.isValid(value)) {
      throw wrong(name, object.get(name), ClusterId.FORM);
    }
    return value;
  }

  boolean flag(String name) {
    JsonNode value = object.get(name);
    if (value == null || !value.isBoolean()) {
      throw wrong(name, value, "true or false");
    }
    return value.booleanValue();
  }

  /** A whole number without fraction or exponent, within bounds that are both allowed. */
  long whole(String name, long lowest, long highest) {
    JsonNode value = object.get(name);
    if (!isWhole(value, lowest, highest)) {
      throw wrong(name, value, "a whole number from " + lowest + " to " + highest);
    }
    return value.longValue();
  }

  /** Any number of 64 bits. */
  long whole(String name) {
    return whole(name, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * A node id.
   *
   * @throws UnreadableMessageException if it is missing or is none
   */
  public int id(String name) {
    return Math.toIntExact(whole(name, 1, Integer.MAX_VALUE));
  }

  Set<Integer> ids(String name) {
    JsonNode array = object.get(name);
    if (array == null || !array.isArray()) {
      throw wrong(name, array, "an array of node ids");
    }
    Set<Integer> ids = new HashSet<>();
    for (JsonNode value : array) {
      if (!isWhole(value, 1, Integer.MAX_VALUE)) {
        throw wrong(name, array, "an array of whole numbers from 1 to " + Integer.MAX_VALUE);
      }
      ids.add(value.intValue());
    }
    return ids;
  }

  private static boolean isWhole(@Nullable JsonNode value, long lowest, long highest) {
    return value != null
        && value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= lowest
        && value.longValue() <= highest;
  }

  private UnreadableMessageException wrong(String name, @Nullable JsonNode value, String expected) {
    String field = "\"" + path + name + "\"";
    return new UnreadableMessageException(
        value == null
            ? field + " is missing; it must be " + expected
            : field + " must be " + expected);
  }
}
