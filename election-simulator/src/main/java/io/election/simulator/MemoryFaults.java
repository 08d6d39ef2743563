package io.election.simulator;

import io.election.api.store.PersistentState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Directories are lost, or come back as a copy that was taken earlier, and their nodes start again
 * at once.
 *
 * <p><b>How far this goes.</b> A node that forgot can still keep its promises: all have the same
 * length where all members have the same timings, and each started node is quiet for that long,
 * with a record, with an old one or with none (rules D8, D10). So promises may be forgotten by any
 * node at any time, but not where members have timings of their own.
 *
 * <p>It can't keep its votes. Peers tell it of the terms that they have heard it in; who has not
 * heard of them can get a second vote of it. So two leaders of a term are ruled out only if no
 * other member can use such a vote: when a directory is lost, a majority of the members has
 * forgotten nothing, and each of them is in a later term than the one that is forgotten or gave its
 * vote in it to the same candidate. Beyond that bound lies what no rule can mend before members are
 * known by their directories.
 */
final class MemoryFaults {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Map<Integer, PersistentState> copies = new HashMap<>();
  private final Map<Integer, PersistentState> forgotten = new HashMap<>();

  MemoryFaults(SimulatedCluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  /**
   * From now on somebody copies a directory now and then, and keeps the latest copy of each; and
   * starts a node again that says that it has stopped, as one may whose older record makes it look
   * like a process of the past (rule D11).
   */
  void begin() {
    cluster
        .agenda()
        .after(
            random.nextLong(5 * cluster.setting().timeoutMaxNanos()),
            () -> {
              SimulatedNode node = anyNode();
              copies.put(node.id(), node.disk().content());
              cluster.nodes().forEach(MemoryFaults::restartIfItStopped);
              begin();
            });
  }

  private static void restartIfItStopped(SimulatedNode node) {
    if (node.runs() && !node.takesPart()) {
      node.crash();
      node.start();
    }
  }

  private SimulatedNode anyNode() {
    return cluster.node(1 + random.nextInt(cluster.nodes().size()));
  }

  /** Any node crashes, forgets and starts again. */
  void forgetOne() {
    SimulatedNode node = anyNode();
    if (node.runs()) {
      node.crash();
      forget(node);
      node.start();
    }
  }

  /** A node that is down forgets, if that is within bounds. */
  void forget(SimulatedNode node) {
    PersistentState record = node.disk().content();
    if (!isKnownToTheRest(node, record)) {
      return;
    }
    forgotten.merge(node.id(), record, (one, other) -> one.term() > other.term() ? one : other);
    PersistentState copy = copies.get(node.id());
    if (copy != null && random.nextBoolean()) {
      cluster.disk(node.id()).remember(copy);
    } else {
      cluster.disk(node.id()).lose();
    }
    cluster.judge().forgot(node);
  }

  private boolean isKnownToTheRest(SimulatedNode node, PersistentState record) {
    List<SimulatedNode> rest =
        cluster.nodes().stream().filter(other -> other != node && !isForgetful(other)).toList();
    return rest.size() > cluster.nodes().size() / 2
        && rest.stream().allMatch(other -> rulesOut(other, record))
        && cluster.nodes().stream()
            .filter(this::isForgetful)
            .map(forgetful -> forgotten.get(forgetful.id()))
            .allMatch(lost -> rest.stream().allMatch(other -> rulesOut(other, lost)));
  }

  /** Whether a node has yet to learn again of what it forgot. */
  private boolean isForgetful(SimulatedNode node) {
    PersistentState lost = forgotten.get(node.id());
    PersistentState record = node.disk().content();
    return lost != null
        && (record.term() < lost.term()
            || record.term() == lost.term()
                && record.votedFor() == null
                && lost.votedFor() != null);
  }

  /** Whether a member helps nobody to make use of a second vote in these terms. */
  private static boolean rulesOut(SimulatedNode member, PersistentState lost) {
    PersistentState record = member.disk().content();
    return record.term() > lost.term()
        || record.term() == lost.term()
            && (lost.votedFor() == null || lost.votedFor().equals(record.votedFor()));
  }
}
