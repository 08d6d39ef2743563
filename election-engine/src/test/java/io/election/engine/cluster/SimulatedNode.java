package io.election.engine.cluster;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Sender;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.Membership;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import io.election.engine.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A state machine on a machine that can crash and stand still, with a clock of its own rate. */
final class SimulatedNode {

  final int id;
  final Disk disk;
  private final SimulatedCluster cluster;
  private final Set<Integer> members;
  private final RandomGenerator random;
  private final long clockAtStartNanos;
  private final double clockRate;
  private @Nullable ElectionStateMachine machine;
  private @Nullable View view;
  private long incarnation;
  private long lastWakeUp;
  private boolean standsStill;
  private final List<Runnable> missed = new ArrayList<>();
  private final Map<Long, Exchange> openExchanges = new HashMap<>();
  private long lastExchange;

  private record Exchange(PeerRequest request, Consumer<PeerResponse> answer) {}

  SimulatedNode(int id, Set<Integer> members, SimulatedCluster cluster, RandomGenerator random) {
    this.id = id;
    this.members = members;
    this.cluster = cluster;
    this.random = random;
    this.disk = new Disk(cluster.agenda, random);
    this.clockAtStartNanos = random.nextLong(1_000_000_000_000L);
    this.clockRate = random.nextBoolean() ? 1 : 1 + Timings.DEFAULT.maxClockDrift();
  }

  boolean runs() {
    return machine != null;
  }

  @Nullable View view() {
    return view;
  }

  /** What this node would answer if it were asked at this instant (rule L2). */
  boolean isLeader() {
    return view != null && view.leadsAt(clock());
  }

  private long clock() {
    return clockAtStartNanos + (long) (cluster.agenda.now() * clockRate);
  }

  void start() {
    incarnation++;
    machine =
        new ElectionStateMachine(
            new Sender("simulated", Sender.CURRENT_PROTOCOL_VERSION, id, incarnation),
            new Membership(id, members),
            Timings.DEFAULT,
            new RestoredState(disk.content(), disk.isNew()),
            random,
            clock());
    cluster.safety.started(this);
    carryOut(machine.start());
  }

  void crash() {
    machine = null;
    view = null;
    standsStill = false;
    missed.clear();
    openExchanges.clear();
    disk.interrupt();
  }

  void standStill() {
    standsStill = true;
  }

  void goOn() {
    standsStill = false;
    List<Runnable> now = List.copyOf(missed);
    missed.clear();
    now.forEach(Runnable::run);
  }

  /** Something happens to this process; to a later one it means nothing. */
  private void happens(long toIncarnation, Input input) {
    if (machine == null || incarnation != toIncarnation) {
      return;
    }
    if (standsStill) {
      missed.add(() -> happens(toIncarnation, input));
    } else {
      carryOut(machine.step(clock(), input));
    }
  }

  private void isAsked(PeerRequest request, Consumer<PeerResponse> answer) {
    openExchanges.put(++lastExchange, new Exchange(request, answer));
    happens(incarnation, new Input.RequestArrived(lastExchange, request));
  }

  private void carryOut(List<Effect> effects) {
    view = machine.view();
    cluster.safety.shows(this, view);
    effects.forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    long process = incarnation;
    if (effect instanceof Effect.Store store) {
      disk.write(store.state(), outcome -> happens(process, outcome));
    } else if (effect instanceof Effect.Send send) {
      cluster.safety.sends(this, send.request());
      send(process, cluster.node(send.peer()), send.request());
    } else if (effect instanceof Effect.Reply reply) {
      Exchange exchange = openExchanges.remove(reply.exchange());
      cluster.safety.answers(this, exchange.request(), reply.response());
      exchange.answer().accept(reply.response());
    } else if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
      long number = ++lastWakeUp;
      cluster.agenda.after(
          (long) Math.ceil((wakeUp.atNanos() - clock()) / clockRate),
          () -> {
            if (number == lastWakeUp) {
              happens(process, new Input.WakeUp());
            }
          });
    } else {
      cluster.safety.tells(this, effect);
    }
  }

  private void send(long process, SimulatedNode peer, PeerRequest request) {
    Network network = cluster.network;
    network.send(
        id,
        peer.id,
        () ->
            peer.isAsked(
                request,
                response ->
                    network.send(
                        peer.id,
                        id,
                        () ->
                            happens(
                                process, new Input.ResponseArrived(peer.id, request, response)))));
  }
}
