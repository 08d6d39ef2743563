package io.election.cli.cluster;

import io.election.api.Role;
import io.election.cli.NodeStatus;
import io.election.cli.Palette;
import io.election.cli.Palette.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Draws the cluster: who leads, then a row for each node. Always as many rows for as many nodes.
 */
final class Picture {

  /** All columns together fit into the 80 that every terminal has. */
  private static final String ROW = "  %-4s %-15s %7s %-8s ";

  private static final int BAR_WIDTH = 8;

  private final Palette palette;

  /** The longest lease seen, in milliseconds: what a full bar stands for. */
  private long fullLeaseMillis = 1;

  Picture(Palette palette) {
    this.palette = palette;
  }

  List<String> rows(ClusterSnapshot now) {
    List<String> rows = new ArrayList<>();
    rows.add(" " + palette.paint(Ink.BOLD, "Election") + "   " + headline(now));
    rows.add("");
    rows.add(
        palette.paint(
            Ink.DIM,
            ROW.formatted("NODE", "ADDRESS", "PROCESS", "STATE")
                + answerColumns("ROLE", "TERM", "VOTE")
                + "LEASE"));
    now.nodes().forEach(node -> rows.add(row(now, node)));
    return rows;
  }

  private String headline(ClusterSnapshot now) {
    String running = now.count(NodeState.RUNNING) + " of " + now.nodes().size() + " nodes run";
    String leading =
        now.leader()
            .map(node -> "node " + node.id() + " leads in term " + term(node))
            .map(text -> palette.paint(Ink.GREEN, text))
            .orElseGet(() -> withoutLeader(now));
    return leading + palette.paint(Ink.DIM, "   " + running);
  }

  private String withoutLeader(ClusterSnapshot now) {
    return now.majorityRuns() || now.count(NodeState.STARTING) == 0
        ? palette.paint(Ink.RED, "nobody leads")
        : palette.paint(Ink.YELLOW, "starting");
  }

  private String row(ClusterSnapshot now, NodeView node) {
    String state = node.state().name().toLowerCase(Locale.ROOT);
    String process = ROW.formatted(node.id(), node.address(), node.pid(), state);
    Answer answer = node.answer();
    return palette.paint(ink(node.state()), process)
        + (answer == null ? "" : answered(now, node, answer));
  }

  private static Ink ink(NodeState state) {
    return switch (state) {
      case STARTING, SILENT -> Ink.YELLOW;
      case RUNNING -> Ink.BOLD;
      case FROZEN -> Ink.CYAN;
      case KILLED, EXITED -> Ink.RED;
    };
  }

  private String answered(ClusterSnapshot now, NodeView node, Answer answer) {
    NodeStatus status = answer.status();
    String role = status.role().name().toLowerCase(Locale.ROOT);
    String columns = answerColumns(role, status.term(), status.votedFor());
    // A frozen node's last answer is history, but its lease runs on: that is worth watching.
    Ink ink = node.state() == NodeState.RUNNING ? ink(status.role()) : Ink.DIM;
    String lease = status.isLeader() ? bar(answer.leaseLeftMillis(now.nanos())) : "";
    return palette.paint(ink, columns) + lease;
  }

  private static Ink ink(Role role) {
    return switch (role) {
      case FOLLOWER -> Ink.CYAN;
      case PRE_CANDIDATE, CANDIDATE -> Ink.YELLOW;
      case LEADER -> Ink.GREEN;
    };
  }

  private static String answerColumns(Object role, Object term, @Nullable Object vote) {
    return "%-13s %4s %4s  ".formatted(role, term, Objects.toString(vote, "-"));
  }

  private String bar(long leftMillis) {
    fullLeaseMillis = Math.max(fullLeaseMillis, leftMillis);
    int filled = (int) Math.round((double) leftMillis * BAR_WIDTH / fullLeaseMillis);
    return palette.paint(Ink.GREEN, "#".repeat(filled))
        + palette.paint(Ink.DIM, ".".repeat(BAR_WIDTH - filled))
        + " %3dms".formatted(leftMillis);
  }

  private static long term(NodeView leader) {
    return leader.status().orElseThrow().term();
  }
}
