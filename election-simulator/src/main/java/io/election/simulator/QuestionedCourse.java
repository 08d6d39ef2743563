package io.election.simulator;

import io.election.api.transport.PeerRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import io.election.simulator.Trial.Outcome;
import io.election.simulator.invariant.Answer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in trouble, whose nodes may be asked questions besides: the seed alone decides about
 * the troubles.
 */
final class QuestionedCourse {

  private static final int TIMEOUTS = 20;
  private static final int MESSAGES_A_QUESTION = 4;

  /** A process that no node ever has: an answer to it goes unheard. */
  private static final long NOBODY = -1;

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;
  private final List<Runnable> troubles;
  private final Consumer<Happening> outside;
  private Function<PeerRequest, @Nullable PeerRequest> questions = heard -> null;

  /**
   * Something that came out of a node.
   *
   * @param atNanos when, in true time
   * @param node which node
   * @param what a message, a write to its disk, what its application was told, or its status
   */
  record Happening(long atNanos, int node, Object what) {}

  /**
   * @param outside sees everything that comes out of the nodes but answers to questions
   */
  QuestionedCourse(Setting setting, long seed, Onlookers onlookers, Consumer<Happening> outside) {
    this.random = new SplittableRandom(seed);
    this.cluster = new SimulatedCluster(setting, random.split(), onlookers);
    this.fate = new Fate(cluster, random);
    this.outside = outside;
    ProcessFaults processes = new ProcessFaults(cluster, random, fate);
    NetworkFaults links = new NetworkFaults(cluster, random, fate);
    DiskFaults disks = new DiskFaults(cluster, random, fate);
    OperatorFaults operators = new OperatorFaults(cluster, random, fate);
    this.troubles =
        List.of(
            processes::crashLeader,
            processes::pauseOne,
            links::cutLeaderOff,
            links::cutOneWay,
            disks::failDisk,
            operators::transferToAny);
  }

  /** From now on nodes are asked; by null they are not. */
  void ask(Function<PeerRequest, @Nullable PeerRequest> asked) {
    questions = asked;
  }

  Outcome run() {
    cluster.network().carryOnly(this::leaves);
    cluster.afterEveryEffect(this::comesOut);
    cluster.afterEveryRequest(this::askPerhaps);
    cluster.start();
    troubleLater();
    cluster.run(TIMEOUTS * cluster.setting().timeoutMaxNanos());
    return Outcome.of(cluster);
  }

  private void troubleLater() {
    cluster
        .agenda()
        .after(
            fate.anyDuration(cluster.setting().timeoutMaxNanos() * 2),
            () -> {
              troubles.get(random.nextInt(troubles.size())).run();
              troubleLater();
            });
  }

  private boolean leaves(Message message) {
    if (message.process() == NOBODY) {
      return false;
    }
    tell(message.from(), message);
    return true;
  }

  /** Replies are seen as messages; numbers of exchanges and timers are a node's own affair. */
  private void comesOut(SimulatedNode node, Effect effect) {
    if (!(effect instanceof Effect.Send
        || effect instanceof Effect.Reply
        || effect instanceof Effect.ScheduleWakeUp)) {
      tell(node.id(), effect);
    }
  }

  /**
   * Right after a message of a member, in whose name it is asked: then it has just been heard
   * anyway. In either course the node does first what is due at this instant, as any message makes
   * it.
   */
  private void askPerhaps(SimulatedNode node, Message message) {
    if (random.nextInt(MESSAGES_A_QUESTION) != 0) {
      return;
    }
    node.step(new Input.WakeUp());
    PeerRequest question = questions.apply(message.request());
    if (question != null) {
      node.receive(new Message(message.asker(), NOBODY, node.id(), question, null));
    }
    View view = node.view();
    if (view != null) {
      long now = cluster.agenda().now();
      tell(
          node.id(),
          new Answer(
              node.id(), now, now, view.term(), view.votedFor(), view.leaderId(), node.isLeader()));
    }
  }

  private void tell(int node, Object what) {
    outside.accept(new Happening(cluster.agenda().now(), node, what));
  }
}
