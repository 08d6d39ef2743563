package io.election.test;

import io.election.api.Election;
import io.election.api.ElectionControl;
import io.election.api.ElectionEvent;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.HandOverResult;
import io.election.api.Leader;
import io.election.api.LeaderChanged;
import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Registration;
import io.election.api.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An election that a test decides: {@link #grant} makes this node the leader, {@link #revoke} ends
 * that. There is no cluster, no clock and no disk; nothing happens by itself, and what a test asks
 * for has happened when the call returns.
 *
 * <pre>{@code
 * FakeElection election = new FakeElection();
 * Sweeper sweeper = new Sweeper(election);
 *
 * sweeper.sweep();
 * assertThat(sweeper.swept()).isZero();
 *
 * election.grant();
 * sweeper.sweep();
 * assertThat(sweeper.swept()).isEqualTo(1);
 * }</pre>
 *
 * <p>In a {@code @QuarkusTest} it takes the place of the node, which then does not start, and its
 * events are fired as CDI events too:
 *
 * <pre>{@code
 * @Mock
 * @Singleton
 * public class TestElection extends FakeElection {}
 * }</pre>
 *
 * <p>It keeps the promises of {@link Election}, with these differences, so that tests need not
 * wait. Listeners are told on the thread that calls {@link #grant}, {@link #revoke} and the like,
 * before it returns; what they throw goes no further and is kept in {@link #failures}. A lease does
 * not run down by itself: {@link #setLeaseRemaining} says what is left. Tasks run on threads of
 * their own, as always, and whoever interrupts them by ending leadership waits until they have
 * ended.
 *
 * <p>To be driven by one thread at a time; the code under test may ask it from any.
 */
// What a subclass could see unfinished is asked for by nobody before the first grant.
@SuppressWarnings("this-escape")
public class FakeElection implements Election, ElectionControl, ElectionMonitor {

  /** The whole lease of a leader: what {@link #grant} gives. */
  public static final Duration LEASE = Duration.ofMillis(475);

  /** A task that takes longer to end after its interrupt is a mistake of the application. */
  private static final Duration TIME_TO_END = Duration.ofSeconds(10);

  private static final Duration LEAST_LEASE_FOR_TASKS = LEASE.dividedBy(4);
  private static final int PORT_BEFORE_THE_FIRST = 7100;

  private final int nodeId;
  private final int nodes;
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Listeners listeners = new Listeners(failures::add);
  private final Tasks tasks = new Tasks(this::mandate, failures::add, TIME_TO_END);
  private final Set<CompletableFuture<Leadership>> stages = ConcurrentHashMap.newKeySet();

  // Guarded by this.
  private long term;
  private @Nullable Integer leaderId;
  private Instant leaderSince = Instant.now();
  private Duration lease = Duration.ZERO;
  private long lastSequence;
  private boolean paused;
  private boolean stopped;

  /** Node 1 of three. Nobody leads yet, in term 0. */
  public FakeElection() {
    this(1, 3);
  }

  /**
   * One node of a cluster. Nobody leads yet, in term 0.
   *
   * @param nodeId this node
   * @param nodes how many nodes there are; their ids are 1, 2, 3, …
   * @throws IllegalArgumentException if this node is not one of them
   */
  public FakeElection(int nodeId, int nodes) {
    if (nodeId < 1 || nodeId > nodes) {
      throw new IllegalArgumentException("node %d is not among %d nodes".formatted(nodeId, nodes));
    }
    this.nodeId = nodeId;
    this.nodes = nodes;
    listeners.tell(leaderChanged("the node started"));
  }

  // What a test does.

  /**
   * This node leads from now on, in the next term.
   *
   * @return the leadership, with a whole lease
   * @throws IllegalStateException if it leads already or has stopped
   */
  public Leadership grant() {
    return grant(status().term() + 1);
  }

  /**
   * This node leads from now on.
   *
   * @param term the fencing token
   * @return the leadership, with a whole lease
   * @throws IllegalStateException if it leads already or has stopped
   * @throws IllegalArgumentException if the term is not higher than every one before
   */
  public Leadership grant(long term) {
    Leadership leadership = new FakeLeadership(term);
    LeaderChanged changed;
    LeadershipAcquired acquired;
    synchronized (this) {
      refuseIf(stopped, "this node has stopped");
      refuseIf(leads(), "this node leads in term " + this.term + " already; revoke that first");
      advanceTo(term);
      know(nodeId, LEASE);
      changed = leaderChanged("elected by a majority");
      acquired = new LeadershipAcquired(++lastSequence, leadership, Instant.now());
      notifyAll();
    }
    listeners.tell(changed);
    listeners.tell(acquired);
    tasks.supervise();
    return leadership;
  }

  /**
   * This node leads no more: no majority answered it.
   *
   * @throws IllegalStateException if it does not lead, or a task does not end when interrupted
   */
  public void revoke() {
    revoke(LossReason.LOST_MAJORITY);
  }

  /**
   * This node leads no more, and nobody else does yet. When this returns, {@link #isLeader} is
   * false, the listeners have been told and the tasks have ended.
   *
   * @param reason what the listeners are told
   * @throws IllegalStateException if it does not lead, or a task does not end when interrupted
   */
  public void revoke(LossReason reason) {
    LeadershipLost lost;
    LeaderChanged changed;
    synchronized (this) {
      refuseIf(!leads(), "this node does not lead");
      know(null, Duration.ZERO);
      lost = new LeadershipLost(++lastSequence, term, Role.FOLLOWER, reason, Instant.now());
      changed = leaderChanged("this node stepped down, " + reason);
    }
    listeners.tell(lost);
    listeners.tell(changed);
    tasks.supervise();
    tasks.awaitInterrupted();
  }

  /**
   * Another node leads from now on, in the next term. If this node leads it first loses that,
   * because of the {@linkplain LossReason#HIGHER_TERM higher term}.
   *
   * @param otherNodeId who leads
   * @throws IllegalArgumentException if that is this node or none of the cluster
   */
  public void leaderIs(int otherNodeId) {
    if (otherNodeId == nodeId || otherNodeId < 1 || otherNodeId > nodes) {
      throw new IllegalArgumentException(
          "node %d is not another node of %d nodes".formatted(otherNodeId, nodes));
    }
    if (leadsInName()) {
      revoke(LossReason.HIGHER_TERM);
    }
    LeaderChanged changed;
    synchronized (this) {
      refuseIf(stopped, "this node has stopped");
      advanceTo(term + 1);
      know(otherNodeId, Duration.ZERO);
      changed = leaderChanged("its heartbeat was heard");
    }
    listeners.tell(changed);
  }

  /** Nobody leads from now on: the way back to the beginning, between two tests. */
  public void nobodyLeads() {
    if (leadsInName()) {
      revoke();
      return;
    }
    LeaderChanged changed;
    synchronized (this) {
      if (leaderId == null) {
        return;
      }
      String reason = "node " + leaderId + " was not heard";
      know(null, Duration.ZERO);
      changed = leaderChanged(reason);
    }
    listeners.tell(changed);
  }

  /**
   * Says what is left of this node's lease. At a quarter of {@link #LEASE} or less, tasks are
   * interrupted, and have ended when this returns; above it, they run (again). With nothing left,
   * {@link #isLeader} is false though nobody has been told yet, as it is right after a lease ran
   * out.
   *
   * @param remaining zero or more
   * @throws IllegalStateException if this node does not lead, or a task does not end when
   *     interrupted
   */
  public void setLeaseRemaining(Duration remaining) {
    synchronized (this) {
      refuseIf(!leads(), "this node does not lead");
      if (remaining.isNegative()) {
        throw new IllegalArgumentException("a lease is never less than zero: " + remaining);
      }
      lease = remaining;
    }
    tasks.supervise();
    tasks.awaitInterrupted();
  }

  /** This node stops: it leads no more, and who waits for its leadership waits no longer. */
  public void stop() {
    if (leadsInName()) {
      revoke(LossReason.STOPPED);
    }
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    stages.forEach(stage -> stage.cancel(false));
  }

  /** What listeners and tasks of the code under test threw so far. */
  public List<Throwable> failures() {
    return List.copyOf(failures);
  }

  // What the code under test sees.

  @Override
  public synchronized boolean isLeader() {
    return leads() && !lease.isZero();
  }

  @Override
  public synchronized Optional<Leadership> leadership() {
    return isLeader() ? Optional.of(new FakeLeadership(term)) : Optional.empty();
  }

  @Override
  public synchronized Optional<Leader> leader() {
    return leads() && lease.isZero() ? Optional.empty() : knownLeader();
  }

  @Override
  public synchronized Optional<Leadership> awaitLeadership(Duration timeout)
      throws InterruptedException {
    long timeoutNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
    long beganNanos = System.nanoTime();
    while (true) {
      Optional<Leadership> leadership = leadership();
      long leftNanos = timeoutNanos - (System.nanoTime() - beganNanos);
      if (leadership.isPresent() || stopped || leftNanos <= 0) {
        return leadership;
      }
      TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
    }
  }

  @Override
  public CompletionStage<Leadership> whenLeader() {
    CompletableFuture<Leadership> stage = new CompletableFuture<>();
    stages.add(stage);
    Registration registration =
        subscribe(
            event -> {
              if (event instanceof LeadershipAcquired acquired) {
                stage.complete(acquired.leadership());
              }
            });
    stage.whenComplete(
        (leadership, cancelled) -> {
          registration.close();
          stages.remove(stage);
        });
    if (hasStopped()) {
      stage.cancel(false);
    }
    return stage;
  }

  @Override
  public Registration runAsLeader(LeaderTask task) {
    return tasks.add(task);
  }

  @Override
  public Registration subscribe(Consumer<? super ElectionEvent> listener) {
    return hasStopped() ? () -> {} : listeners.subscribe(listener);
  }

  /** Completes at once: the other node leads as soon as this one has given leadership up. */
  @Override
  public CompletionStage<HandOverResult> transfer(int memberId) {
    return CompletableFuture.completedFuture(handOver(memberId, LossReason.TRANSFERRED));
  }

  /** The same, to the other node with the lowest id. */
  @Override
  public CompletionStage<HandOverResult> transfer() {
    return CompletableFuture.completedFuture(handOver(LossReason.TRANSFERRED));
  }

  @Override
  public CompletionStage<HandOverResult> resign() {
    return CompletableFuture.completedFuture(handOver(LossReason.RESIGNED));
  }

  private HandOverResult handOver(LossReason reason) {
    if (isLeader() && nodes == 1) {
      return new HandOverResult.NotHandedOver("there is no other node");
    }
    return handOver(nodeId == 1 ? 2 : 1, reason);
  }

  private HandOverResult handOver(int target, LossReason reason) {
    if (!isLeader()) {
      return new HandOverResult.NotLeading();
    }
    if (target < 1 || target > nodes) {
      return new HandOverResult.UnknownMember(target);
    }
    if (target == nodeId) {
      return new HandOverResult.NotHandedOver("this node leads already");
    }
    revoke(reason);
    leaderIs(target);
    return new HandOverResult.HandedOver(target, status().term());
  }

  /** Shown in the status; a test may still {@link #grant} leadership. */
  @Override
  public synchronized void pause() {
    paused = true;
  }

  @Override
  public synchronized void resume() {
    paused = false;
  }

  @Override
  public synchronized ElectionStatus status() {
    return new ElectionStatus(
        "test",
        nodeId,
        leads() ? Role.LEADER : Role.FOLLOWER,
        term,
        leaderId,
        leader().orElse(null),
        isLeader(),
        lease,
        leaderId != null && !leads(),
        paused,
        "none",
        null,
        IntStream.rangeClosed(1, nodes).mapToObj(this::member).toList(),
        Duration.ZERO);
  }

  private MemberStatus member(int id) {
    return new MemberStatus(id, address(id), id == nodeId, true, Duration.ZERO);
  }

  @Override
  public List<ElectionEvent> history() {
    return listeners.history();
  }

  // What both come down to.

  private boolean leads() {
    return leaderId != null && leaderId == nodeId;
  }

  private synchronized boolean leadsInName() {
    return leads();
  }

  private synchronized boolean hasStopped() {
    return stopped;
  }

  private synchronized Optional<Leadership> mandate() {
    return lease.compareTo(LEAST_LEASE_FOR_TASKS) > 0 ? leadership() : Optional.empty();
  }

  private void advanceTo(long next) {
    if (next <= term) {
      throw new IllegalArgumentException(
          "a leadership after term %d has a higher term, not %d".formatted(term, next));
    }
    term = next;
  }

  private void know(@Nullable Integer leader, Duration leaseOfThisNode) {
    leaderId = leader;
    leaderSince = Instant.now();
    lease = leaseOfThisNode;
  }

  private Optional<Leader> knownLeader() {
    return Optional.ofNullable(leaderId).map(id -> new Leader(id, address(id), term, leaderSince));
  }

  private static String address(int id) {
    return "127.0.0.1:" + (PORT_BEFORE_THE_FIRST + id);
  }

  private LeaderChanged leaderChanged(String reason) {
    return new LeaderChanged(
        ++lastSequence,
        knownLeader(),
        term,
        leads() ? Role.LEADER : Role.FOLLOWER,
        reason,
        Instant.now());
  }

  private static void refuseIf(boolean impossible, String reason) {
    if (impossible) {
      throw new IllegalStateException(reason);
    }
  }

  private final class FakeLeadership implements Leadership {

    private final long itsTerm;

    private FakeLeadership(long itsTerm) {
      this.itsTerm = itsTerm;
    }

    @Override
    public long term() {
      return itsTerm;
    }

    @Override
    public Duration remaining() {
      synchronized (FakeElection.this) {
        return leads() && term == itsTerm ? lease : Duration.ZERO;
      }
    }

    @Override
    public String toString() {
      return "Leadership[term=" + itsTerm + ", remaining=" + remaining() + "]";
    }
  }
}
