package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3: a member that takes connections and never answers is nobody's problem but its own. */
class FrozenMemberIT {

  private static final Set<Integer> ALL = Set.of(1, 2, 3);

  /** V1: a few times the longest timeout; one that waits for a black hole needs far more. */
  private static final Duration TEN_TIMEOUTS = Duration.ofSeconds(60);

  /**
   * Two JVMs that have just started and share a processor stand still for a second now and then.
   */
  private static final String[] TIMINGS = {
    "-Delection.timeout.min=4s", "-Delection.timeout.max=6s"
  };

  @TempDir private Path directory;

  @Test
  void aFrozenFollowerDisturbsNobodyAndAFrozenLeaderIsReplacedAndComesBackAsAFollower() {
    List<Integer> ports = Ports.consecutive(3);
    ClusterObserver observer = new ClusterObserver(ports);
    Map<Integer, JavaProcess> nodes = new HashMap<>();
    try {
      ALL.forEach(id -> nodes.put(id, NodeJar.run(directory, NodeJar.node(id, ports, TIMINGS))));
      NodeAnswer leader = observer.awaitAgreement(ALL);

      int frozenFollower = ALL.stream().filter(id -> id != leader.nodeId()).findAny().orElseThrow();
      Set<Integer> others = without(frozenFollower);
      nodes.get(frozenFollower).signal("STOP");
      ClusterObserver awake = new ClusterObserver(others.stream().map(observer::port).toList());
      awake.watch(
          Duration.ofSeconds(10),
          answers ->
              answers.size() == 2 && answers.stream().allMatch(answer -> isLedBy(leader, answer)),
          "the two others keep leader and term while node " + frozenFollower + " is frozen");
      nodes.get(frozenFollower).signal("CONT");
      observer.awaitAgreement(ALL);
      assertThat(observer.look()).allMatch(answer -> isLedBy(leader, answer));

      nodes.get(leader.nodeId()).signal("STOP");
      long frozenAt = System.nanoTime();
      Set<Integer> survivors = without(leader.nodeId());
      NodeAnswer next =
          new ClusterObserver(survivors.stream().map(observer::port).toList())
              .awaitAgreement(survivors);
      assertThat(Duration.ofNanos(System.nanoTime() - frozenAt)).isLessThan(TEN_TIMEOUTS);
      assertThat(next.term()).isGreaterThan(leader.term());
      nodes.get(leader.nodeId()).signal("CONT");
      assertThat(observer.awaitAgreement(ALL))
          .as("V2: who comes back finds leader and term as they are")
          .isEqualTo(next);
      assertThat(nodes.get(leader.nodeId()).output()).contains("SUSPENDED");
    } finally {
      nodes.values().forEach(JavaProcess::close);
    }
  }

  private static boolean isLedBy(NodeAnswer leader, NodeAnswer answer) {
    return answer.term() == leader.term()
        && Integer.valueOf(leader.nodeId()).equals(answer.leaderId());
  }

  private static Set<Integer> without(int node) {
    Set<Integer> others = new TreeSet<>(ALL);
    others.remove(node);
    return others;
  }
}
