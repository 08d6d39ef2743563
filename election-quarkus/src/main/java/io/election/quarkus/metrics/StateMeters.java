package io.election.quarkus.metrics;

import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.Impediment;
import io.election.api.transport.Member;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.LongSupplier;

/** What a node is at the instant at which somebody looks. */
final class StateMeters {

  private StateMeters() {}

  static void register(
      NodeMeters meters,
      List<Member> peers,
      ElectionMonitor monitor,
      LongSupplier listenerFailures) {
    meters.gauge(
        "election.leader",
        "1 while this node leads with a valid lease, else 0",
        Tags.empty(),
        () -> number(monitor.status().isLeader()));
    meters.gauge(
        "election.has.leader",
        "1 while this node leads, or follows a leader that it hears, else 0",
        Tags.empty(),
        () -> number(hasLeader(monitor.status())));
    meters.gauge(
        "election.term",
        "The term of this node, as it is on disk",
        Tags.empty(),
        () -> monitor.status().term());
    meters.durationGauge(
        "election.lease.remaining",
        "The rest of this node's lease; 0 while it does not lead",
        () -> monitor.status().leaseRemaining());
    for (Impediment.Kind kind : Impediment.Kind.values()) {
      meters.gauge(
          "election.impediment",
          "1 while this keeps the node from taking part in elections, else 0",
          Tags.of("kind", NodeMeters.tagValue(kind)),
          () -> number(isImpededBy(kind, monitor.status())));
    }
    for (Member peer : peers) {
      meters.gauge(
          "election.peer.reachable",
          "1 if this node, or the leader that it follows, has lately heard the peer, else 0",
          Tags.of("peer", String.valueOf(peer.id())),
          () -> number(isReachable(monitor.status(), peer.id())));
    }
    meters.count(
        "election.listener.failures",
        "How often a listener or a task of the leader threw, or hung",
        listenerFailures);
  }

  private static boolean hasLeader(ElectionStatus status) {
    return status.isLeader() || status.followsLiveLeader();
  }

  private static boolean isImpededBy(Impediment.Kind kind, ElectionStatus status) {
    Impediment impediment = status.impediment();
    return impediment != null && impediment.kind() == kind;
  }

  private static boolean isReachable(ElectionStatus status, int peer) {
    return status.members().stream().anyMatch(member -> member.id() == peer && member.reachable());
  }

  private static int number(boolean isTrue) {
    return isTrue ? 1 : 0;
  }
}
