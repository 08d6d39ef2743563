package io.election.engine;

import io.election.api.LossReason;
import io.election.api.store.PersistentState;
import io.election.api.store.Vote;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Recipient;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The node under test: node 1, with the default timings (heartbeat 100 ms, timeout 500 ms to 1 s,
 * lease 475 ms) and the timeouts of {@link ScriptedTimeouts}. Its clock starts at 0 and stands
 * still until {@link #at}.
 */
final class Node {

  /** The number of every exchange in which the node is asked. */
  static final long EXCHANGE = 7;

  /** The number of every wish that the node hand over. */
  static final long WISH = 9;

  /** The usual cluster. */
  static final Set<Integer> THREE = Set.of(1, 2, 3);

  /** What every leader asks for. */
  static final PromiseRequest ASKED = new PromiseRequest(nanos(500), nanos(500), nanos(100));

  private final Set<Integer> members;
  private final ElectionStateMachine machine;
  private final Map<Integer, PeerRequest> lastSent = new HashMap<>();
  private final List<Integer> greeted = new ArrayList<>();
  private long nowNanos;
  private @Nullable PersistentState underWay;

  private Node(int size, RestoredState restored, RandomGenerator random) {
    this(size, 1, restored, random);
  }

  private Node(int size, int priority, RestoredState restored, RandomGenerator random) {
    members = IntStream.rangeClosed(1, size).boxed().collect(Collectors.toSet());
    Sender self = Peer.SELF.sender();
    machine =
        new ElectionStateMachine(
            new Sender(
                self.clusterId(),
                self.protocolVersion(),
                self.nodeId(),
                self.incarnation(),
                members),
            Timings.DEFAULT,
            priority,
            restored,
            random,
            0);
  }

  /** What a disk holds that has covered the usual promises. */
  static PersistentState record(long term, @Nullable Integer votedFor) {
    Vote vote = votedFor == null ? null : new Peer(votedFor).vote();
    return new PersistentState(101, 1, THREE, term, vote, 512);
  }

  static long nanos(long millis) {
    return millis * 1_000_000;
  }

  private static RestoredState quietFor(long millis, PersistentState record) {
    return new RestoredState(record, nanos(millis));
  }

  /** Node 1 of a cluster of this size, which has never run before and has not been started yet. */
  static Node among(int members) {
    return new Node(members, quietFor(500, record(0, null)), new ScriptedTimeouts());
  }

  /** Node 1 of 3 with this priority and such timeouts, which has never run before. */
  static Node withPriority(int priority, RandomGenerator random) {
    return new Node(3, priority, quietFor(500, record(0, null)), random);
  }

  /** Node 1 of 3, with a record from an earlier life, not started yet (rule P4). */
  static Node restarted(long term, @Nullable Integer votedFor) {
    return new Node(3, quietFor(500, record(term, votedFor)), new ScriptedTimeouts());
  }

  /** Node 1 of 3 with such timeouts and this record, bound by no promise. */
  static Node withRandom(RandomGenerator random, long term, @Nullable Integer votedFor) {
    return new Node(3, quietFor(0, record(term, votedFor)), random);
  }

  /** A started follower of nobody, in this term, that is bound by no promise. */
  static Node follower(long term, @Nullable Integer votedFor) {
    return new Node(3, quietFor(0, record(term, votedFor)), new ScriptedTimeouts()).started();
  }

  /** A follower that heard this leader at 100 ms: loyal until 600 ms, patient until 710 ms. */
  static Node following(Peer leader, long term) {
    Node node = follower(term, leader.id());
    node.at(100).receives(leader.heartbeat(term));
    return node;
  }

  /** At 600 ms, in term 0, patient until 1210 ms; its round is 1. */
  static Node preCandidate() {
    return among(3).started().turnedPreCandidate();
  }

  /** At 600 ms, in term 1, patient until 1220 ms, its vote being written; its round is 2. */
  static Node candidate() {
    return among(3).started().turnedPreCandidate().turnedCandidate();
  }

  /** At 600 ms, elected in term 1 and not yet answered by anybody; its round is 3. */
  static Node electedLeader() {
    return among(3).started().turnedPreCandidate().turnedCandidate().turnedElectedLeader();
  }

  /** The same with a lease until 1075 ms, thanks to node 2; its next heartbeats are due at 700. */
  static Node leader() {
    Node node = electedLeader();
    node.isAnswered(Peer.NODE_2.accepts(1));
    return node;
  }

  Node started() {
    starts();
    return this;
  }

  Node turnedPreCandidate() {
    at(600).wakesUp();
    return this;
  }

  Node turnedCandidate() {
    isAnsweredByMajority();
    return this;
  }

  Node turnedElectedLeader() {
    stored();
    isAnsweredByMajority();
    return this;
  }

  /** A leader that sends its rounds of heartbeats up to this time; node 2 accepts each at once. */
  Node leadingUntil(long millis) {
    for (long next = (nowNanos / nanos(100) + 1) * 100; next <= millis; next += 100) {
      at(next).wakesUp();
      isAnswered(Peer.NODE_2.accepts(lastSentTo(Peer.NODE_2).term()));
    }
    return this;
  }

  /** A leader that sends its rounds of heartbeats up to this time and hears no answer. */
  Node leadingUnansweredUntil(long millis) {
    for (long next = (nowNanos / nanos(100) + 1) * 100; next <= millis; next += 100) {
      at(next).wakesUp();
    }
    return this;
  }

  private void isAnsweredByMajority() {
    long term = lastSent.get(Peer.NODE_2.id()).term();
    for (int peer = 2; peer <= (lastSent.size() + 1) / 2 + 1; peer++) {
      isAnswered(new Peer(peer).grants(term));
    }
  }

  Node at(long millis) {
    return atNanos(nanos(millis));
  }

  Node atNanos(long nanos) {
    nowNanos = nanos;
    return this;
  }

  List<Effect> starts() {
    return remember(machine.start());
  }

  List<Effect> wakesUp() {
    return step(new Input.WakeUp());
  }

  List<Effect> receives(PeerRequest request) {
    return receives(EXCHANGE, request);
  }

  List<Effect> receives(long exchange, PeerRequest request) {
    return step(new Input.RequestArrived(exchange, Signatures.of(members, request)));
  }

  /** The peer answers what it was asked last. */
  List<Effect> isAnswered(PeerResponse response) {
    int peer = response.sender().nodeId();
    return isAnswered(peer, lastSent.get(peer), response);
  }

  List<Effect> isAnswered(int peer, PeerRequest request, PeerResponse response) {
    return step(new Input.ResponseArrived(peer, request, Signatures.of(members, response)));
  }

  /** The write under way succeeds. */
  List<Effect> stored() {
    return step(new Input.Stored(underWay));
  }

  /** The write under way fails. */
  List<Effect> storeFails(String cause) {
    return step(new Input.StoreFailed(underWay, cause));
  }

  List<Effect> hearsThatItsLeaseWasSeenOver(long term) {
    return step(new Input.LeaseSeenOver(term));
  }

  List<Effect> stops() {
    return step(new Input.Stop());
  }

  List<Effect> isToHandOverTo(@Nullable Peer target) {
    return step(
        new Input.HandOverRequested(
            WISH, target == null ? null : target.id(), LossReason.TRANSFERRED));
  }

  List<Effect> workStops(long term) {
    return step(new Input.WorkStopped(term));
  }

  List<Effect> isPaused() {
    return step(new Input.Pause());
  }

  List<Effect> isResumed() {
    return step(new Input.Resume());
  }

  View view() {
    return machine.view();
  }

  /** What this peer was asked last. */
  PeerRequest lastSentTo(Peer peer) {
    return lastSent.get(peer.id());
  }

  /** Whom it has told that it is there since the last call; its effects do not show that. */
  List<Integer> greeted() {
    List<Integer> taken = List.copyOf(greeted);
    greeted.clear();
    return taken;
  }

  private static boolean isGreeting(Effect effect) {
    return effect instanceof Effect.Send send
        && send.request() instanceof VoteRequest vote
        && vote.isGreeting();
  }

  private List<Effect> step(Input input) {
    return remember(machine.step(nowNanos, input));
  }

  private List<Effect> remember(List<Effect> effects) {
    for (Effect effect : effects) {
      if (isGreeting(effect)) {
        greeted.add(((Effect.Send) effect).peer());
      } else if (effect instanceof Effect.Store store) {
        underWay = store.state();
      } else if (effect instanceof Effect.Send send) {
        lastSent.put(send.peer(), send.request());
      }
    }
    return effects.stream().filter(effect -> !isGreeting(effect)).map(Node::asIfOfThree).toList();
  }

  /** What the sender knows of its recipient is for tests of its own. */
  private static Effect asIfOfThree(Effect effect) {
    if (effect instanceof Effect.Send send) {
      return new Effect.Send(
          send.peer(), Signatures.of(THREE, send.request()).to(Recipient.UNKNOWN));
    }
    if (effect instanceof Effect.Reply reply) {
      return new Effect.Reply(reply.exchange(), Signatures.of(THREE, reply.response()));
    }
    if (effect instanceof Effect.Store store) {
      PersistentState state = store.state();
      return new Effect.Store(
          new PersistentState(
              state.directory(),
              state.starts(),
              THREE,
              state.term(),
              state.vote(),
              state.promiseCapMillis()));
    }
    return effect;
  }
}
