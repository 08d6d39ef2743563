package io.election.simulator;

import io.election.api.transport.HeartbeatRequest;
import io.election.engine.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * A leader with long timings asks a voter for a longer promise than it ever made. The voter crashes
 * just then, before, while or after it writes down what it is about to promise, or between an
 * answer and that write, and starts again at once; nobody renews the promise, and another member,
 * which does not hear the leader, asks for a vote (rules L5, D3). In the end everything is well,
 * and one node has to lead (rule V1).
 */
public final class LongerPromiseTrial implements Trial {

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = OwnTimings.makeRoom(Setting.drawn(random)).ofSize(3);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    OwnTimings timings = new OwnTimings(cluster, random.split());
    cluster.nodes().forEach(node -> node.retime(timings.shortest()));
    cluster.start();
    int timeoutsToConverge = OwnTimings.usual(ChaosTrial.TIMEOUTS_TO_CONVERGE);
    Convergence.await(cluster, timeoutsToConverge);
    SimulatedNode first = cluster.leader().orElseThrow();
    List<SimulatedNode> followers = new ArrayList<>(cluster.nodes());
    followers.remove(first);
    SimulatedNode next = followers.remove(random.nextInt(2));
    next.crash();
    next.retime(timings.longest());
    next.start();
    // It keeps quiet at first and could not take leadership over (rule D8).
    cluster.run(OwnTimings.usual(2) * setting.timeoutMaxNanos());

    cluster.afterEveryEffect(new Crash(cluster, next, followers.get(0), random));
    cluster.network().cut(next.id(), first.id());
    first.steer(control -> control.transfer(next.id()));
    cluster.run(OwnTimings.usual(3) * setting.timeoutMaxNanos());
    cluster.network().mend(next.id(), first.id());
    Convergence.await(cluster, timeoutsToConverge);
    return Outcome.of(cluster);
  }

  /** Strikes the voter once, around the first thing that it does when the leader has asked. */
  private static final class Crash implements BiConsumer<SimulatedNode, Effect> {

    private final SimulatedCluster cluster;
    private final SimulatedNode leader;
    private final SimulatedNode voter;
    private final SplittableRandom random;
    private boolean asked;
    private boolean struck;

    private Crash(
        SimulatedCluster cluster,
        SimulatedNode leader,
        SimulatedNode voter,
        SplittableRandom random) {
      this.cluster = cluster;
      this.leader = leader;
      this.voter = voter;
      this.random = random;
    }

    @Override
    public void accept(SimulatedNode node, Effect effect) {
      if (node == leader
          && effect instanceof Effect.Send send
          && send.request() instanceof HeartbeatRequest) {
        asked = true;
      } else if (node == voter
          && asked
          && !struck
          && (effect instanceof Effect.Store || effect instanceof Effect.Reply)
          && random.nextBoolean()) {
        struck = true;
        strike();
      }
    }

    private void strike() {
      if (random.nextBoolean()) {
        restart();
      } else {
        long write = cluster.setting().longestWriteNanos();
        cluster.agenda().after(random.nextLong(2 * write), this::restart);
      }
    }

    private void restart() {
      FaultyNetwork network = cluster.network();
      network.cut(leader.id(), voter.id());
      cluster
          .agenda()
          .after(
              OwnTimings.usual(2) * cluster.setting().timeoutMaxNanos(),
              () -> network.mend(leader.id(), voter.id()));
      if (voter.runs()) {
        voter.crash();
        voter.start();
      }
    }
  }
}
