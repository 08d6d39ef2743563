package io.election.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * JSON from the network, whose texts can be shown in a terminal: what would steer it, or turn the
 * order of what follows, is a question mark. A stranger on a node's port could send such.
 */
public final class NodeJson {

  /** Threads may share it. */
  public static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setNodeFactory(new PrintableTexts())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private NodeJson() {}

  private static final class PrintableTexts extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public TextNode textNode(String text) {
      return super.textNode(text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"));
    }
  }
}
