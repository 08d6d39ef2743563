package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.faults.history.History;
import io.election.process.JavaProcess;
import io.election.simulator.invariant.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Five nodes under observation, and what a scenario asks of them. */
final class Cluster implements AutoCloseable {

  static final Set<Integer> ALL =
      Collections.unmodifiableSet(new TreeSet<>(List.of(1, 2, 3, 4, 5)));

  /** A host without a node. */
  static final int SPARE = ALL.size() + 1;

  /** V1: "a few {@code timeout.max}", which is two seconds here, on a busy machine. */
  private static final Duration TEN_TIMEOUTS = Duration.ofSeconds(20);

  /** The same where timeouts are ten seconds. */
  static final Duration LONG = Duration.ofSeconds(100);

  /** An answer older than this tells nothing about now. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Sandbox sandbox = Sandbox.open();
  private final Network network = new Network(sandbox, SPARE);
  private final Map<Integer, Node> nodes = new TreeMap<>();
  private final Observer observer;
  private final Path logs;

  /**
   * Makes the nodes, and starts none.
   *
   * @param name of the directory of the nodes' logs
   * @param options in what each node differs from the others
   */
  Cluster(String name, IntFunction<NodeOptions> options) {
    logs = LogDirectory.empty(name);
    for (int id : ALL) {
      nodes.put(id, new Node(id, id, sandbox, network, options.apply(id), logs));
    }
    observer = new Observer(sandbox, SPARE);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Network network() {
    return network;
  }

  Node node(int id) {
    return Objects.requireNonNull(nodes.get(id));
  }

  /** A second node of this id, on the spare host. It does not run yet. */
  Node twinOf(int id) {
    observer.finds(id, SPARE);
    return new Node(id, SPARE, sandbox, network, NodeOptions.PLAIN, logs);
  }

  /** A file for what a program prints that a scenario starts. */
  Path log(String program) {
    return logs.resolve(program + ".log");
  }

  History history() {
    return observer.history();
  }

  /** All but these. */
  static Set<Integer> without(Integer... some) {
    return without(List.of(some));
  }

  static Set<Integer> without(Collection<Integer> some) {
    Set<Integer> others = new TreeSet<>(ALL);
    others.removeAll(some);
    return others;
  }

  /** Starts those that do not run, and waits until all answer. */
  void start() {
    start(ALL);
  }

  /** The same with some of them. */
  void start(Collection<Integer> some) {
    some.stream().map(this::node).filter(node -> !node.runs()).forEach(Node::start);
    await(
        "nodes " + some + " answer",
        JavaProcess.PATIENCE,
        latest -> latest.stream().map(Answer::node).toList().containsAll(some));
  }

  /** Kills a node, and all that is on its disk is gone. */
  void lose(int id) {
    node(id).process().kill();
    node(id).disk().lose();
    history().recordLost(id, System.nanoTime());
  }

  /** Ends a node in good order and starts it with these options. */
  void restart(int id, NodeOptions options) {
    node(id).process().terminate();
    node(id).configure(options);
    start(Set.of(id));
  }

  /** Asks whoever leads to hand over to this node, until it leads. */
  Answer handOverTo(int id) {
    Answer leader = awaitLeader(ALL, LONG);
    while (leader.node() != id) {
      List<String> order =
          JavaProgram.election(
              "transfer", "--to", id + "", "--url", "http://" + Network.address(leader.node()));
      // It cannot be carried out as long as the leader has not heard of it.
      sandbox.run(
          "ip netns exec node%d %s || true".formatted(leader.node(), String.join(" ", order)));
      leader = awaitLeader(ALL, LONG);
    }
    return leader;
  }

  /** From now on the syncs of this node hang. */
  SlowCalls hangSyncs(int id) {
    return SlowCalls.syncs(node(id).process(), logs.resolve("syncs-%d.txt".formatted(id)));
  }

  /** From now on the election of this node stands still, while its answers go on. */
  SlowCalls hangElection(int id) {
    return SlowCalls.waitsOfThread(
        node(id).process(), "election-" + id, logs.resolve("election-%d.txt".formatted(id)));
  }

  /** Takes away every fault of network, process and disk. */
  void heal() {
    network.heal();
    nodes.values().forEach(Node::heal);
    start();
  }

  /** Waits until all follow one of them; returns what the leader says. */
  Answer awaitLeader() {
    return awaitLeader(ALL);
  }

  /** The same with some of them. */
  Answer awaitLeader(Collection<Integer> some) {
    return awaitLeader(some, TEN_TIMEOUTS);
  }

  /** The same with nodes that have longer timeouts. */
  Answer awaitLeader(Collection<Integer> some, Duration atMost) {
    List<Answer> agreed =
        await(
            "nodes " + some + " agree on a leader",
            atMost,
            latest -> Agreement.leader(latest, some).isPresent());
    return Agreement.leader(agreed, some).orElseThrow();
  }

  /** Waits until all follow one of them in a later term than this leader's. */
  Answer awaitLeaderAfter(Answer old) {
    await(
        "all agree on a leader after term " + old.term(),
        latest ->
            Agreement.leader(latest, ALL).stream().anyMatch(next -> next.term() > old.term()));
    return awaitLeader();
  }

  /** Waits until these say that they know no leader. */
  void awaitMissed(Collection<Integer> some) {
    awaitMissed(some, TEN_TIMEOUTS);
  }

  /** The same with nodes that have longer timeouts. */
  void awaitMissed(Collection<Integer> some, Duration atMost) {
    await(
        "nodes " + some + " miss their leader",
        atMost,
        latest -> some.stream().allMatch(node -> Agreement.missesLeader(latest, node)));
  }

  private List<Answer> await(String what, Predicate<List<Answer>> condition) {
    return await(what, TEN_TIMEOUTS, condition);
  }

  private List<Answer> await(String what, Duration atMost, Predicate<List<Answer>> condition) {
    // What a node said before it was stopped, or cut off, is no answer.
    long begun = System.nanoTime();
    return Awaitility.await(what)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> history().latestSince(Math.max(begun, System.nanoTime() - FRESH.toNanos())),
            condition);
  }

  /** Lets time pass. Every one of these nodes answers in it, and every answer is like this. */
  void hold(String what, Duration time, Collection<Integer> some, Predicate<Answer> condition) {
    long from = System.nanoTime();
    pass(time);
    held(what, from, some, condition);
  }

  /** The same for the time since this moment. */
  void held(String what, long from, Collection<Integer> some, Predicate<Answer> condition) {
    List<Answer> seen =
        history().since(from).stream().filter(answer -> some.contains(answer.node())).toList();
    assertThat(seen.stream().map(Answer::node).collect(Collectors.toSet()))
        .as("all are seen while: %s", what)
        .containsExactlyInAnyOrderElementsOf(some);
    assertThat(seen.stream().filter(condition.negate()).limit(3).toList()).as(what).isEmpty();
  }

  static void pass(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Prints for how long after a fault a leader said that it leads (rules L2, L3, T5). */
  void tellHowLongItLedOn(Answer leader, String fault, long faultAt) {
    long last =
        history().since(faultAt).stream()
            .filter(answer -> answer.node() == leader.node() && answer.isLeader())
            .filter(answer -> answer.term() == leader.term())
            .mapToLong(Answer::returnedAtNanos)
            .max()
            .orElse(faultAt);
    System.out.printf(
        "Self-fencing: %s: isLeader() was last true %d ms after the fault%n",
        fault, (last - faultAt) / 1_000_000);
  }

  /** Nothing that was seen contradicts the rules. */
  void judge() {
    judgeSince(Long.MIN_VALUE);
  }

  /** Only what was asked from this moment on. */
  void judgeSince(long nanos) {
    assertThat(history().violationsSince(nanos)).as("violations in the history").isEmpty();
  }

  @Override
  public void close() {
    observer.close();
    sandbox.close();
  }
}
