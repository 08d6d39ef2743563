package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Looks at the nodes of one cluster again and again, and checks with every look what must always
 * hold.
 */
final class ClusterObserver {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<Integer> ports;
  private final IntFunction<Optional<NodeAnswer>> question;
  private final Map<Integer, Long> highestTermByNode = new HashMap<>();
  private final Map<String, Integer> voteByNodeAndTerm = new HashMap<>();
  private final Map<Long, Integer> leaderByTerm = new HashMap<>();

  ClusterObserver(List<Integer> ports) {
    this(ports, NodeAnswer::of);
  }

  /**
   * @param question asks the node on a port
   */
  ClusterObserver(List<Integer> ports, IntFunction<Optional<NodeAnswer>> question) {
    this.ports = ports;
    this.question = question;
  }

  int port(int nodeId) {
    return ports.get(nodeId - 1);
  }

  /** Looks once. */
  List<NodeAnswer> look() {
    List<NodeAnswer> answers = new ArrayList<>();
    ports.forEach(port -> question.apply(port).ifPresent(answers::add));
    answers.forEach(this::check);
    return answers;
  }

  /** Also for what was read from a store. */
  void check(int nodeId, long term, Optional<Integer> votedFor) {
    assertThat(term)
        .as("T3: the term of node %d never goes down", nodeId)
        .isGreaterThanOrEqualTo(highestTermByNode.getOrDefault(nodeId, 0L));
    highestTermByNode.put(nodeId, term);
    votedFor.ifPresent(
        vote -> {
          Integer earlier = voteByNodeAndTerm.put(nodeId + "@" + term, vote);
          assertThat(earlier)
              .as("T3: node %d votes once in term %d", nodeId, term)
              .isIn(null, vote);
        });
  }

  private void check(NodeAnswer answer) {
    check(answer.nodeId(), answer.term(), Optional.ofNullable(answer.votedFor()));
    if (answer.isLeader()) {
      Integer earlier = leaderByTerm.put(answer.term(), answer.nodeId());
      assertThat(earlier)
          .as("Raft §5.2: one leader in term %d", answer.term())
          .isIn(null, answer.nodeId());
    }
  }

  /** Looks until one of these nodes leads and all of them agree. */
  NodeAnswer awaitAgreement(Collection<Integer> nodes) {
    List<NodeAnswer> agreed =
        await("nodes " + nodes + " agree on a leader", answers -> agree(nodes, answers));
    return agreed.stream().filter(NodeAnswer::isLeader).findFirst().orElseThrow();
  }

  List<NodeAnswer> await(String what, Predicate<List<NodeAnswer>> condition) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(this::look, condition);
  }

  /** Looks for a while and checks that something holds with every look. */
  void watch(Duration time, Predicate<List<NodeAnswer>> condition, String what) {
    long end = System.nanoTime() + time.toNanos();
    Awaitility.await(what)
        .atMost(time.plus(PATIENCE))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              List<NodeAnswer> answers = look();
              assertThat(condition.test(answers)).as("%s; seen: %s", what, answers).isTrue();
              return System.nanoTime() >= end;
            });
  }

  private static boolean agree(Collection<Integer> nodes, List<NodeAnswer> answers) {
    Set<Integer> answering = answers.stream().map(NodeAnswer::nodeId).collect(Collectors.toSet());
    Set<Optional<Integer>> leaders =
        answers.stream()
            .map(answer -> Optional.ofNullable(answer.leaderId()))
            .collect(Collectors.toSet());
    Set<Long> terms = answers.stream().map(NodeAnswer::term).collect(Collectors.toSet());
    return answering.equals(Set.copyOf(nodes))
        && leaders.size() == 1
        && terms.size() == 1
        && answers.stream().filter(NodeAnswer::isLeader).count() == 1;
  }
}
