package io.election.simulator.search;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real state machine with its disk and its clock. The machine believes that it is node 1 of 3:
 * ids are names of seats, and every node sits at the head of its own table.
 */
final class SearchedNode {

  static final int SELF = 1;
  static final int NEXT = 2;
  static final int PREVIOUS = 3;
  static final Set<Integer> ALL = Set.of(SELF, NEXT, PREVIOUS);

  /** What every node asks for as a leader, and so promises. */
  private static final long PROMISE_NANOS = AbstractTime.TIMINGS.timeoutMin().toNanos();

  private ElectionStateMachine machine;
  private SearchedDisk disk = SearchedDisk.NEW;
  private long nowNanos;
  private @Nullable Long leadsInTerm;
  private final Map<Long, Event.IsAsked> open = new TreeMap<>();
  private final List<Departure> departures = new ArrayList<>();
  private @Nullable Portrait portrait;

  /** A node that starts for the first time. */
  SearchedNode() {
    machine = newMachine();
    carryOut(machine.start());
  }

  private SearchedNode(SearchedNode original) {
    machine = MachineCopy.of(original.machine);
    disk = original.disk;
    nowNanos = original.nowNanos;
    leadsInTerm = original.leadsInTerm;
    open.putAll(original.open);
  }

  SearchedNode copy() {
    return new SearchedNode(this);
  }

  static int opposite(int peer) {
    return NEXT + PREVIOUS - peer;
  }

  SearchedDisk disk() {
    return disk;
  }

  /** Whether it would say that it leads if it were asked at this instant (rule L2). */
  boolean leads() {
    return machine.view().leadsAt(nowNanos);
  }

  /** Whether some request waits for the disk. */
  boolean owesAnAnswer() {
    return !open.isEmpty();
  }

  Portrait portrait() {
    if (portrait == null) {
      portrait = Portrait.of(machine, nowNanos);
    }
    return portrait;
  }

  /** All that decides what this node will do. */
  String key() {
    return surroundings() + portrait();
  }

  /** Whether nothing is new since then but a heartbeat that waits for the disk. */
  boolean hasOnlyQueuedMoreThan(SearchedNode before) {
    return open.size() > before.open.size()
        && surroundings().equals(before.surroundings())
        && portrait().withoutQueue().equals(before.portrait().withoutQueue());
  }

  private String surroundings() {
    return disk + " leads in " + leadsInTerm;
  }

  boolean canHappen(Event event) {
    if (event instanceof Event.WriteEnds) {
      return disk.isBusy();
    }
    if (event instanceof Event.Restarts restart) {
      return disk.isBusy() || !restart.written();
    }
    // A second copy of a request would only wait behind the first.
    return !(event instanceof Event.IsAsked asked && open.containsKey(exchange(asked)));
  }

  /**
   * Lets it happen.
   *
   * @return what leaves the node
   */
  List<Departure> happens(Event event) {
    List<Long> rounds = portrait().rounds();
    departures.clear();
    portrait = null;
    if (event instanceof Event.TimePasses) {
      nowNanos += AbstractTime.STEP_NANOS;
    } else if (event instanceof Event.WakesUp) {
      step(new Input.WakeUp());
    } else if (event instanceof Event.WriteEnds) {
      disk = disk.done();
      step(new Input.Stored(disk.record()));
    } else if (event instanceof Event.Restarts restart) {
      disk = restart.written() ? disk.done() : disk.lost();
      leadsInTerm = null;
      open.clear();
      machine = newMachine();
      carryOut(machine.start());
    } else if (event instanceof Event.IsAsked asked) {
      open.put(exchange(asked), asked);
      step(new Input.RequestArrived(exchange(asked), request(asked)));
    } else if (event instanceof Event.IsAnswered answered) {
      step(
          new Input.ResponseArrived(
              answered.peer(), request(answered, rounds), response(answered)));
    }
    return List.copyOf(departures);
  }

  private ElectionStateMachine newMachine() {
    return new ElectionStateMachine(
        signature(SELF), AbstractTime.TIMINGS, 1, disk.restored(), AbstractTime.SHORTEST, nowNanos);
  }

  private void step(Input input) {
    carryOut(machine.step(nowNanos, input));
  }

  private void carryOut(List<Effect> effects) {
    View view = machine.view();
    LocalRules.check(disk.record(), view);
    effects.forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Store store) {
      disk = disk.write(store.state());
    } else if (effect instanceof Effect.Send send && !isGreeting(send)) {
      LocalRules.check(disk.record(), send.request());
      departures.add(
          new Departure.Asks(
              send.peer(), kindOf(send.request()), send.request().term(), send.request().round()));
    } else if (effect instanceof Effect.Reply reply) {
      Event.IsAsked asked = open.remove(reply.exchange());
      Violation.unless(asked != null, "a request is answered twice");
      LocalRules.check(disk.record(), Objects.requireNonNull(asked), reply.response());
      departures.add(departure(asked, reply.response()));
    } else if (effect instanceof Effect.LeadershipBegan began) {
      Violation.unless(leadsInTerm == null, "E1: leadership begins twice");
      leadsInTerm = began.term();
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      Violation.unless(
          leadsInTerm != null && leadsInTerm == ended.term(),
          "E1: a leadership ends that was not told");
      Violation.unless(!leads(), "L3: the end is told while isLeader() is true");
      leadsInTerm = null;
    }
  }

  /** Who hears it and who answers it changes nothing (rule P1), where all processes sign alike. */
  private static boolean isGreeting(Effect.Send send) {
    return send.request() instanceof VoteRequest vote && vote.isGreeting();
  }

  private static Departure departure(Event.IsAsked asked, PeerResponse response) {
    if (response instanceof VoteResponse vote) {
      return new Departure.Answers(
          asked.peer(), asked.kind(), asked.term(), vote.term(), vote.granted());
    }
    if (response instanceof HeartbeatResponse heartbeat) {
      return new Departure.Answers(
          asked.peer(), asked.kind(), asked.term(), heartbeat.term(), heartbeat.accepted());
    }
    throw new Violation("T6: a member is refused");
  }

  private static long exchange(Event.IsAsked asked) {
    return (asked.term() * Kind.values().length + asked.kind().ordinal()) * 4 + asked.peer();
  }

  private static Kind kindOf(PeerRequest request) {
    if (request instanceof VoteRequest vote) {
      return vote.preVote() ? Kind.PRE_VOTE : Kind.VOTE;
    }
    return Kind.HEARTBEAT;
  }

  private static PeerRequest request(Event.IsAsked asked) {
    return request(asked.peer(), asked.kind(), asked.term(), 0);
  }

  private static PeerRequest request(Event.IsAnswered answered, List<Long> rounds) {
    // No process ever uses round 0, so it stands for all that are over.
    long round = answered.age() == 0 ? 0 : rounds.get(answered.age() - 1);
    return request(SELF, answered.kind(), answered.term(), round);
  }

  private static PeerRequest request(int sender, Kind kind, long term, long round) {
    return switch (kind) {
      case PRE_VOTE, VOTE -> new VoteRequest(signature(sender), term, round, kind == Kind.PRE_VOTE);
      case HEARTBEAT -> new HeartbeatRequest(signature(sender), term, round, Set.of(), 0, asked());
    };
  }

  private static PeerResponse response(Event.IsAnswered answered) {
    Sender sender = signature(answered.peer());
    return answered.kind() == Kind.HEARTBEAT
        ? new HeartbeatResponse(
            sender,
            answered.shownTerm(),
            answered.granted(),
            1,
            answered.granted() ? PROMISE_NANOS : 0)
        : new VoteResponse(sender, answered.shownTerm(), answered.granted(), 0);
  }

  private static PromiseRequest asked() {
    return new PromiseRequest(
        PROMISE_NANOS,
        AbstractTime.TIMINGS.timeoutMax().toNanos() - PROMISE_NANOS,
        AbstractTime.TIMINGS.heartbeatInterval().toNanos());
  }

  private static Sender signature(int node) {
    return new Sender(
        "searched", Sender.CURRENT_PROTOCOL_VERSION, node, new Incarnation(node, 1, 1), ALL);
  }
}
