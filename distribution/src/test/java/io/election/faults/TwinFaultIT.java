package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A leader gets a twin: a second process of its id on another host. One member does not hear the
 * leader and calls the twin in its place; all others hear both. Never do two lead, one of the two
 * stops and says why, and none for good (rule D11).
 */
@Tag("faults")
@Tag("long")
class TwinFaultIT {

  private static final int TWINNED = 1;

  /** What a process says that is told of another one. */
  private static final List<String> REASONS =
      List.of(
          "another process was started as node 1 after this one", "from another data directory");

  @BeforeAll
  static void assumeReady() {
    Machine.assumeReady();
  }

  enum Origin {
    /** The machine was copied while it ran. */
    DIRECTORY_IS_COPIED,
    /** As a pod that was deleted by force and runs on where it is. */
    EARLIER_ONE_COMES_BACK,
    DIRECTORY_IS_EMPTY
  }

  @ParameterizedTest
  @EnumSource
  void whereAnotherMemberHearsBothOneStopsAndNeverDoTwoLead(Origin origin) {
    try (Cluster cluster = new Cluster("twins-" + origin, id -> NodeOptions.PLAIN)) {
      cluster.start();
      Node original = cluster.node(TWINNED);
      Node twin = cluster.twinOf(TWINNED);
      for (int member : Cluster.without(TWINNED)) {
        cluster.handOverTo(TWINNED);
        int said = reasons(original, twin);

        cluster.network().part(Set.of(TWINNED), Set.of(member));
        cluster.network().redirect(Set.of(member), TWINNED, Cluster.SPARE);
        cluster.history().recordLost(Cluster.SPARE, System.nanoTime());
        begin(origin, original, twin);

        Awaitility.await("one of the two says why it takes no part, cut off from node " + member)
            .atMost(JavaProcess.PATIENCE)
            .until(() -> reasons(original, twin) > said);
        assertThat(twin.runs() && original.runs()).isTrue();
        Cluster.pass(Duration.ofSeconds(5));
        cluster.network().heal();
        Cluster.pass(Duration.ofSeconds(2));

        twin.process().kill();
        cluster.restart(TWINNED, NodeOptions.PLAIN);
      }
      cluster.awaitLeader(Cluster.ALL, Cluster.LONG);
      cluster.judge();
      assertOneProcessATerm(cluster.history().since(Long.MIN_VALUE));
    }
  }

  private static void begin(Origin origin, Node original, Node twin) {
    if (origin == Origin.DIRECTORY_IS_EMPTY) {
      twin.disk().lose();
    } else {
      twin.disk().copy(original.disk());
    }
    if (origin == Origin.EARLIER_ONE_COMES_BACK) {
      original.process().pause();
      twin.start();
      Awaitility.await("the twin is there")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> twin.output().contains("Installed features"));
      original.process().resume();
    } else {
      twin.start();
    }
  }

  private static int reasons(Node... processes) {
    return (int)
        List.of(processes).stream()
            .flatMap(process -> process.output().lines())
            .filter(line -> REASONS.stream().anyMatch(line::contains))
            .count();
  }

  private static void assertOneProcessATerm(Collection<Answer> answers) {
    Map<Long, Set<Long>> leadersByTerm =
        answers.stream()
            .filter(Answer::isLeader)
            .collect(
                Collectors.groupingBy(
                    Answer::term, Collectors.mapping(Answer::incarnation, Collectors.toSet())));
    assertThat(leadersByTerm.values()).as("%s", leadersByTerm).allMatch(all -> all.size() == 1);
  }
}
