package io.election.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Something about one node, in the order in which it was heard. */
sealed interface NodeNews {

  URI url();

  /** It answers, and what happens to it will be told from here on. */
  record Connected(URI url, int nodeId) implements NodeNews {}

  /**
   * It does not answer, or not any more.
   *
   * @param reason why, in a few words for people
   */
  record Disconnected(URI url, String reason) implements NodeNews {}

  /**
   * It told an event of its own.
   *
   * @param id identifies the event in the life of the node's process, as {@code TERM.SEQUENCE}
   * @param name {@code leader-changed}, {@code leader-lost}, {@code leadership-acquired}, {@code
   *     leadership-lost}, or one of a later version
   * @param leaderId the leader it knows after it; null if none
   * @param reason words for people, or the name of a reason
   * @param json the event as the node told it
   */
  record Told(
      URI url,
      int nodeId,
      String id,
      String name,
      long term,
      @Nullable Integer leaderId,
      String reason,
      ObjectNode json)
      implements NodeNews {}
}
