package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import io.election.process.ProcessEnd;
import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code run} beside the leader, with a program that ignores SIGTERM: it is gone before any other
 * node leads, whatever befalls the leader.
 */
@Tag("faults")
class WorkFaultIT {

  private static final String IGNORES_SIGTERM = "trap '' TERM; sleep 1000";

  private static final Duration TIMEOUT_MIN = Duration.ofSeconds(3);

  /**
   * So long that a fifth of a lease, in which work has to die, is more than a busy machine takes.
   */
  private static final NodeOptions PATIENT =
      NodeOptions.PLAIN.with(
          Map.of(
              "election.timeout.min", TIMEOUT_MIN.toString(),
              "election.timeout.max", TIMEOUT_MIN.plusSeconds(1).toString()));

  /** The test asks what {@code run} does, and not when the processor is free for it. */
  private static final List<String> BEFORE_OTHERS = List.of("nice", "-n", "-20");

  @RegisterExtension private static final SharedCluster SHARED = new SharedCluster(id -> PATIENT);

  private final Cluster cluster = SHARED.cluster();
  private final List<SandboxProcess> runs = new ArrayList<>();

  @AfterEach
  void endRuns() {
    runs.forEach(SandboxProcess::kill);
  }

  /** No lease is longer than {@code timeout.min}. */
  @Test
  void workLastsThroughMoreThanThreeLeasesOfALeaderThatIsWell() {
    Answer leader = cluster.awaitLeader();
    List<ProcessEnd> work = workBeside(leader.node());
    cluster.hold(
        "the leader leads on",
        TIMEOUT_MIN.multipliedBy(3).plusSeconds(1),
        List.of(leader.node()),
        answer -> answer.isLeader() && answer.term() == leader.term());
    assertThat(work).as("what was begun under the first of them").allMatch(ProcessEnd::runs);
  }

  @Test
  void workIsGoneBeforeAnotherLeadsWhenItsNodeIsCutOff() {
    Answer old = cluster.awaitLeader();
    List<ProcessEnd> work = workBeside(old.node());
    cluster.network().part(List.of(old.node()), Cluster.without(old.node()));
    assertGoneBeforeAnotherLeads(work, old);
  }

  @Test
  void workIsGoneBeforeAnotherLeadsWhenItsNodeIsFrozen() {
    Answer old = cluster.awaitLeader();
    List<ProcessEnd> work = workBeside(old.node());
    cluster.node(old.node()).process().pause();
    assertGoneBeforeAnotherLeads(work, old);
  }

  @Test
  void workIsGoneBeforeAnotherLeadsWhenItsNodeIsKilled() {
    Answer old = cluster.awaitLeader();
    List<ProcessEnd> work = workBeside(old.node());
    cluster.node(old.node()).process().kill();
    assertGoneBeforeAnotherLeads(work, old);
  }

  @Test
  void workIsGoneBeforeAnotherLeadsWhenTheElectionOfItsNodeStandsStill() {
    Answer old = cluster.awaitLeader();
    List<ProcessEnd> work = workBeside(old.node());
    try (SlowCalls hanging = cluster.hangElection(old.node())) {
      assertGoneBeforeAnotherLeads(work, old);
    }
  }

  @Test
  void workIsGoneBeforeAnotherLeadsWhenItsNodeHandsOver() {
    Answer old = cluster.awaitLeader();
    List<ProcessEnd> work = workBeside(old.node());
    List<String> resign = JavaProgram.election("resign", "--url", url(old.node()));
    cluster.sandbox().run("ip netns exec node" + old.node() + " " + String.join(" ", resign));
    assertGoneBeforeAnotherLeads(work, old);
  }

  private void assertGoneBeforeAnotherLeads(List<ProcessEnd> work, Answer old) {
    Set<Integer> others = Cluster.without(old.node());
    cluster.awaitLeader(others);
    Answer first =
        cluster.history().since(old.invokedAtNanos()).stream()
            .filter(answer -> answer.isLeader() && answer.term() > old.term())
            .findFirst()
            .orElseThrow();
    for (ProcessEnd process : work) {
      assertThat(process.await() - first.returnedAtNanos())
          .as(
              "nanoseconds from the first yes of node %d until the work was last seen",
              first.node())
          .isNegative();
    }
  }

  /** Starts the work, and waits until it is under way. */
  private List<ProcessEnd> workBeside(int node) {
    List<String> command = new ArrayList<>(BEFORE_OTHERS);
    command.addAll(
        JavaProgram.election("run", "--url", url(node), "--", "sh", "-c", IGNORES_SIGTERM));
    SandboxProcess run =
        SandboxProcess.start(cluster.network().inNode(node, command), cluster.log("run"));
    runs.add(run);
    ProcessHandle program = ProcessHandle.of(run.pid()).orElseThrow();
    ProcessHandle sleeping =
        Awaitility.await("the work is under way")
            .atMost(JavaProcess.PATIENCE)
            .until(
                () -> program.descendants().filter(WorkFaultIT::sleeps).findFirst(),
                Optional::isPresent)
            .orElseThrow();
    return List.of(ProcessEnd.of(sleeping), ProcessEnd.of(sleeping.parent().orElseThrow()));
  }

  private static String url(int node) {
    return "http://" + Network.address(node);
  }

  private static boolean sleeps(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/sleep")).isPresent();
  }
}
