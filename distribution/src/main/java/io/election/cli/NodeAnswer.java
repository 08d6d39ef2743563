package io.election.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** What became of a request that a node do something. */
public sealed interface NodeAnswer {

  /** The node that was asked. */
  URI url();

  /**
   * It is done.
   *
   * @param json what the node said of it
   */
  record Done(URI url, ObjectNode json) implements NodeAnswer {}

  /**
   * The node answered that it is not done.
   *
   * @param httpStatus the HTTP status, 400 or more
   * @param problem the whole {@code application/problem+json}, empty if the answer had none
   */
  record Refused(URI url, int httpStatus, ObjectNode problem) implements NodeAnswer {

    /** Why, in a sentence for people. */
    public String detail() {
      return problem.path("detail").asText("HTTP " + httpStatus);
    }
  }

  /**
   * No answer came, or what answered is no node. Whether it is done is not known.
   *
   * @param reason why, in a few words for people
   */
  record Unanswered(URI url, String reason) implements NodeAnswer {}
}
