package io.election.simulator.study;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import io.election.engine.Timings;
import io.election.simulator.Message;
import io.election.simulator.Onlookers;
import io.election.simulator.Setting;
import io.election.simulator.SimulatedCluster;
import io.election.simulator.SimulatedNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One crash as in Figure 16 of the Raft paper. Five servers; the leader sends one last round of
 * heartbeats to all at the same time and crashes at some instant within half the shortest timeout;
 * two of the four survivors cannot be elected.
 */
public final class Figure16Trial {

  /** How many servers there are. */
  public static final int SERVERS = 5;

  /** How many of the survivors cannot be elected, for their logs are too short. */
  public static final int NOT_ELIGIBLE = 2;

  /** How long a message and its answer take. */
  public static final Duration ROUND_TRIP = Duration.ofMillis(5);

  /**
   * How long a write takes. With the round trip it makes the 15 ms of the paper's broadcast time.
   */
  public static final Duration WRITE = Duration.ofMillis(10);

  private Figure16Trial() {}

  /** Nothing if nobody led for a time far longer than any timeout. */
  static Optional<Failover> run(Timings timings, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedCluster cluster =
        new SimulatedCluster(
            Setting.uniform(SERVERS, timings, ROUND_TRIP.dividedBy(2), WRITE),
            random.split(),
            Onlookers.judging());
    if (!Settled.start(cluster)) {
      return Optional.empty();
    }
    SimulatedNode leader = cluster.leader().orElseThrow();
    disqualify(cluster, leader, random);
    awaitHeartbeats(cluster, leader);
    // That was its last round: what is under way arrives, nothing follows.
    cluster.nodes().forEach(peer -> cluster.network().cut(leader.id(), peer.id()));
    cluster.run(random.nextLong(timings.timeoutMin().toNanos() / 2));
    return FailoverStudy.crash(cluster, leader);
  }

  /** Whoever cannot be elected asks in vain: nobody hears it. It still votes. */
  private static void disqualify(
      SimulatedCluster cluster, SimulatedNode leader, SplittableRandom random) {
    List<Integer> survivors =
        cluster.nodes().stream()
            .map(SimulatedNode::id)
            .filter(id -> id != leader.id())
            .collect(Collectors.toList());
    Collections.shuffle(survivors, new Random(random.nextLong()));
    Set<Integer> notEligible = Set.copyOf(survivors.subList(0, NOT_ELIGIBLE));
    cluster.network().carryOnly(message -> !asksForVotes(message, notEligible));
  }

  private static boolean asksForVotes(Message message, Set<Integer> nodes) {
    return message.response() == null
        && message.request() instanceof VoteRequest
        && nodes.contains(message.asker());
  }

  private static void awaitHeartbeats(SimulatedCluster cluster, SimulatedNode leader) {
    boolean[] sent = {false};
    cluster.afterEveryEffect(
        (node, effect) ->
            sent[0] |=
                node == leader
                    && effect instanceof Effect.Send send
                    && send.request() instanceof HeartbeatRequest);
    while (!sent[0]) {
      cluster.agenda().runNext();
    }
  }
}
