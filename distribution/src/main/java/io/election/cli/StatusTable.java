package io.election.cli;

import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.Palette.Ink;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A survey as lines for people: who leads, then a row for each node, the leader's on top. */
final class StatusTable {

  private static final String ROW = "%-5s %-21s %-13s %8s %5s %6s %9s  %s";

  private final Palette palette;

  StatusTable(Palette palette) {
    this.palette = palette;
  }

  List<String> render(Survey survey) {
    Stream<String> headline =
        Stream.of(
            headline(survey),
            "",
            palette.paint(
                Ink.DIM,
                ROW.formatted(
                    "NODE", "ADDRESS", "ROLE", "TERM", "VOTE", "LEADER", "LEASE", "REACHES")));
    Stream<String> rows = survey.replies().stream().sorted(leaderFirst()).map(this::row);
    return Stream.of(headline, rows, impediments(survey)).flatMap(lines -> lines).toList();
  }

  private Stream<String> impediments(Survey survey) {
    return survey.statuses().stream()
        .filter(status -> status.impediment() != null)
        .map(
            status ->
                palette.paint(
                    Ink.RED,
                    "node %d takes no part in elections: %s"
                        .formatted(status.nodeId(), status.impediment().detail())));
  }

  private String headline(Survey survey) {
    if (survey.statuses().isEmpty()) {
      return palette.paint(
          Ink.RED, "no node answered" + (isRefused(survey) ? " to this login" : ""));
    }
    return survey
        .leader()
        .map(leader -> "node %d leads in term %d".formatted(leader.nodeId(), leader.term()))
        .or(
            () ->
                survey
                    .followerOfOther()
                    .map(
                        follower ->
                            "node %d leads in term %d, says node %d; %s was not asked"
                                .formatted(
                                    follower.leaderId(),
                                    follower.term(),
                                    follower.nodeId(),
                                    follower.leaderAddress())))
        .map(text -> palette.paint(Ink.GREEN, text))
        .orElseGet(() -> palette.paint(Ink.RED, "nobody leads"));
  }

  private static boolean isRefused(Survey survey) {
    return survey.replies().stream()
        .anyMatch(reply -> reply instanceof Unanswered unanswered && unanswered.loginRefused());
  }

  private static Comparator<NodeReply> leaderFirst() {
    return Comparator.comparingInt(
            (NodeReply reply) ->
                reply instanceof Answered answered ? (answered.status().isLeader() ? 0 : 1) : 2)
        .thenComparing(
            reply -> reply instanceof Answered answered ? answered.status().nodeId() : 0);
  }

  private String row(NodeReply reply) {
    String address = reply.url().getRawAuthority();
    if (reply instanceof Answered answered) {
      return row(address, answered.status());
    }
    String reason = ((Unanswered) reply).reason();
    return palette.paint(
        Ink.RED, ROW.formatted("?", address, "no answer", "-", "-", "-", "-", reason));
  }

  private String row(String address, NodeStatus status) {
    String row =
        ROW.formatted(
            status.nodeId(),
            address,
            status.role().name().toLowerCase(Locale.ROOT),
            status.term(),
            Objects.toString(status.votedFor(), "-"),
            Objects.toString(status.leaderId(), "-"),
            status.isLeader() ? status.leaseRemainingMs() + " ms" : "-",
            status.reachableMembers()
                + " of "
                + status.members().size()
                + (status.paused() ? ", paused" : ""));
    return status.isLeader() ? palette.paint(Ink.GREEN, row) : row;
  }
}
