package io.election.cli.watch;

import io.election.cli.ClusterEvent;
import io.election.cli.NodeStatus;
import io.election.cli.watch.NodeNews.Connected;
import io.election.cli.watch.NodeNews.Disconnected;
import io.election.cli.watch.NodeNews.Told;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one story of what all nodes tell: who leads is told once and not by every node, and late
 * news of what is over is not told at all. For one thread.
 */
final class ClusterStory {

  /** The leadership that was told last. */
  private long leaderTerm;

  private int leaderId;

  private final Map<URI, Integer> nodeIds = new HashMap<>();
  private final Set<URI> silent = new HashSet<>();
  private final Set<Integer> withoutLeader = new HashSet<>();

  /** The terms in which each node was told to have lost its leadership. */
  private final Map<Integer, Long> lostTerms = new HashMap<>();

  /**
   * How it begins.
   *
   * @param leader who leads as far as the nodes know; null if nobody
   */
  ClusterEvent begin(@Nullable NodeStatus leader) {
    if (leader == null || leader.leaderId() == null) {
      return ClusterEvent.bad("nobody leads");
    }
    leaderTerm = leader.term();
    leaderId = leader.leaderId();
    return leads();
  }

  /**
   * How it goes on.
   *
   * @return empty if that is no news
   */
  Optional<ClusterEvent> hear(NodeNews news) {
    if (news instanceof Connected connected) {
      return connected(connected);
    }
    if (news instanceof Disconnected disconnected) {
      return Optional.of(disconnected(disconnected));
    }
    Told told = (Told) news;
    return switch (told.name()) {
      case "leadership-acquired" -> leader(told, told.nodeId());
      case "leader-changed" ->
          told.leaderId() == null ? Optional.empty() : leader(told, told.leaderId());
      case "leader-lost" -> leaderLost(told);
      case "leadership-lost" -> leadershipLost(told);
      default -> Optional.empty();
    };
  }

  private Optional<ClusterEvent> connected(Connected connected) {
    nodeIds.put(connected.url(), connected.nodeId());
    return silent.remove(connected.url())
        ? Optional.of(ClusterEvent.plain("node " + connected.nodeId() + " answers"))
        : Optional.empty();
  }

  private ClusterEvent disconnected(Disconnected disconnected) {
    silent.add(disconnected.url());
    Integer nodeId = nodeIds.get(disconnected.url());
    withoutLeader.remove(nodeId);
    String name = nodeId == null ? disconnected.url().toString() : "node " + nodeId;
    return ClusterEvent.bad(name + " does not answer: " + disconnected.reason());
  }

  private Optional<ClusterEvent> leader(Told told, int leader) {
    boolean foundAgain = withoutLeader.remove(told.nodeId());
    if (told.term() > leaderTerm) {
      leaderTerm = told.term();
      leaderId = leader;
      return Optional.of(leads());
    }
    if (told.term() < leaderTerm) {
      return Optional.empty();
    }
    if (leader != leaderId) {
      return Optional.of(
          ClusterEvent.bad(
              "two leaders in term %d: node %d says node %d, but node %d was told before"
                  .formatted(leaderTerm, told.nodeId(), leader, leaderId)));
    }
    return foundAgain && told.nodeId() != leader
        ? Optional.of(
            ClusterEvent.plain(
                "node %d follows node %d in term %d".formatted(told.nodeId(), leader, leaderTerm)))
        : Optional.empty();
  }

  private Optional<ClusterEvent> leaderLost(Told told) {
    if (told.term() < leaderTerm) {
      return Optional.empty();
    }
    boolean known = Long.valueOf(told.term()).equals(lostTerms.get(told.nodeId()));
    return withoutLeader.add(told.nodeId()) && !known
        ? Optional.of(
            ClusterEvent.plain("node " + told.nodeId() + " has no leader" + because(told.reason())))
        : Optional.empty();
  }

  private Optional<ClusterEvent> leadershipLost(Told told) {
    Long before = lostTerms.put(told.nodeId(), told.term());
    return before != null && before == told.term()
        ? Optional.empty()
        : Optional.of(
            ClusterEvent.bad(
                "node %d leads no more%s".formatted(told.nodeId(), because(words(told.reason())))));
  }

  private ClusterEvent leads() {
    return ClusterEvent.good("node " + leaderId + " leads in term " + leaderTerm);
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  /** A reason of a later version stays a name. */
  private static String words(String reason) {
    return switch (reason) {
      case "HIGHER_TERM" -> "there is a higher term";
      case "LOST_MAJORITY" -> "it lost touch with the majority";
      case "TRANSFERRED" -> "it handed over";
      case "RESIGNED" -> "it resigned";
      case "STORE_FAILED" -> "its store failed";
      case "SUSPENDED" -> "it was suspended";
      case "STOPPED" -> "it was stopped";
      default -> reason;
    };
  }
}
