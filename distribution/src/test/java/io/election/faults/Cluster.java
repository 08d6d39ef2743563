package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.faults.history.Answer;
import io.election.faults.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Five nodes under observation, and what a scenario asks of them. */
final class Cluster implements AutoCloseable {

  static final Set<Integer> ALL = Set.of(1, 2, 3, 4, 5);

  /** V1: "a few {@code timeout.max}", which is two seconds here, on a busy machine. */
  static final Duration TEN_TIMEOUTS = Duration.ofSeconds(20);

  /** Five JVMs that start at once on two processors. */
  private static final Duration BOOT = Duration.ofMinutes(1);

  /** An answer older than this tells nothing about now. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Sandbox sandbox = Sandbox.open();
  private final Network network = new Network(sandbox, ALL.size());
  private final Map<Integer, Node> nodes = new TreeMap<>();
  private final Observer observer;
  private final Path directory;

  /**
   * Makes the nodes, and starts none.
   *
   * @param name of the directory below {@code target/faults} where the nodes' logs are kept
   */
  Cluster(String name, IntFunction<NodeOptions> options) {
    directory = emptyDirectory(name);
    ALL.forEach(
        id ->
            nodes.put(
                id, new Node(id, ALL.size(), sandbox, network, options.apply(id), directory)));
    observer = new Observer(sandbox, ALL.size());
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

  /** Makes the syncs of this node's process take as long as this, until it is closed. */
  SlowSync slowSync(int id, Duration delay) {
    return SlowSync.of(node(id).process(), delay, directory.resolve("syncs-%d.txt".formatted(id)));
  }

  History history() {
    return observer.history();
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
        BOOT,
        latest -> latest.stream().map(Answer::node).toList().containsAll(some));
  }

  /** Takes away every fault of network, process and disk. */
  void heal() {
    network.heal();
    nodes.values().forEach(Node::heal);
    start();
  }

  /** All but these. */
  static Set<Integer> without(Integer... some) {
    Set<Integer> others = new TreeSet<>(ALL);
    others.removeAll(Set.of(some));
    return others;
  }

  /** Waits until all of these follow one of them; returns what the leader says. */
  Answer awaitLeader(Collection<Integer> some) {
    return await("nodes " + some + " agree on a leader", latest -> agree(latest, some)).stream()
        .filter(answer -> answer.isLeader() && some.contains(answer.node()))
        .findFirst()
        .orElseThrow();
  }

  Answer awaitLeader() {
    return awaitLeader(ALL);
  }

  /** Waits until all follow one of them in a later term than this leader's. */
  Answer awaitNextLeader(Answer old) {
    await(
        "a term after " + old.term(),
        latest -> agree(latest, ALL) && latest.get(0).term() > old.term());
    return awaitLeader();
  }

  /** Waits until what the nodes last said is like this. */
  List<Answer> await(String what, Predicate<List<Answer>> condition) {
    return await(what, TEN_TIMEOUTS, condition);
  }

  private List<Answer> await(String what, Duration atMost, Predicate<List<Answer>> condition) {
    return Awaitility.await(what)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> history().latest(FRESH), condition);
  }

  /** Lets time pass. Every one of these nodes answers in it, and every answer is like this. */
  void hold(String what, Duration time, Collection<Integer> some, Predicate<Answer> condition) {
    long from = System.nanoTime();
    pass(time);
    List<Answer> seen =
        history().since(from).stream().filter(answer -> some.contains(answer.node())).toList();
    assertThat(seen.stream().map(Answer::node).collect(Collectors.toSet()))
        .as("all are seen while: %s", what)
        .containsExactlyInAnyOrderElementsOf(some);
    assertThat(seen).as(what).allMatch(condition);
  }

  static void pass(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whether this node follows, or is, the one who answered. */
  static Predicate<Answer> ledBy(Answer leader) {
    return answer ->
        answer.term() == leader.term()
            && Integer.valueOf(leader.node()).equals(answer.leaderId())
            && answer.isLeader() == (answer.node() == leader.node());
  }

  private static boolean agree(List<Answer> latest, Collection<Integer> some) {
    List<Answer> said = latest.stream().filter(answer -> some.contains(answer.node())).toList();
    return said.size() == some.size()
        && said.stream().filter(Answer::isLeader).count() == 1
        && said.stream()
            .filter(Answer::isLeader)
            .allMatch(leader -> said.stream().allMatch(ledBy(leader)));
  }

  /** Nothing that was seen contradicts the rules. */
  void judge() {
    assertThat(history().violations()).as("violations in the history").isEmpty();
  }

  private static Path emptyDirectory(String name) {
    Path directory = Path.of("target", "faults", name).toAbsolutePath();
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
