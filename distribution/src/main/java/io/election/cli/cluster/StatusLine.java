package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import java.util.Locale;

/** What is known of one node, in one line. */
final class StatusLine {

  private StatusLine() {}

  static ClusterEvent of(NodeView node) {
    String state = node.state().name().toLowerCase(Locale.ROOT);
    String said =
        node.status()
            .map(
                status ->
                    ", %s in term %d"
                        .formatted(status.role().name().toLowerCase(Locale.ROOT), status.term()))
            .orElse("");
    String text = "node %d at %s: %s%s".formatted(node.id(), node.address(), state, said);
    return node.leads() ? ClusterEvent.good(text) : ClusterEvent.plain(text);
  }
}
