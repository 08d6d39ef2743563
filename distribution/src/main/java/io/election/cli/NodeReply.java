package io.election.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What came back from one node that was asked for its status. */
public sealed interface NodeReply {

  /** The node that was asked. */
  URI url();

  /**
   * It answered.
   *
   * @param json the whole answer, with the fields that this version does not know
   * @param uptimeNanos how long the node's election clock had run when it answered, in nanoseconds;
   *     null if it does not say
   */
  record Answered(URI url, NodeStatus status, ObjectNode json, @Nullable Long uptimeNanos)
      implements NodeReply {}

  /**
   * It did not, or what answered is no node.
   *
   * @param reason why, in a few words for people
   * @param loginRefused whether it is a node that does not tell this to whoever asked
   */
  record Unanswered(URI url, String reason, boolean loginRefused) implements NodeReply {

    /** For another reason than who asked. */
    public Unanswered(URI url, String reason) {
      this(url, reason, false);
    }
  }
}
