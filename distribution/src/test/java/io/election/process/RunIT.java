package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.operations.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code run} with a real program beside a node whose every word is the test's. */
@Timeout(120)
class RunIT {

  /**
   * Long, so that a busy machine does not decide a test: {@code run} asks the program to end when
   * less than two fifths of this are left, kills it at one fifth, and its guard at one tenth.
   */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration ENOUGH_TO_END = Duration.ofSeconds(11);
  private static final Duration SOON_TO_BE_KILLED = Duration.ofSeconds(8);

  private static final String IGNORES_SIGTERM = "trap '' TERM; sleep 1000";

  private static final List<String> PROGRAMS = List.of("sh", "sleep", "setsid", "env", "grep");

  @TempDir private Path directory;

  private FakeLeader node;

  @BeforeEach
  void startNode() throws IOException {
    node = new FakeLeader(LEASE);
  }

  @BeforeEach
  void offerProgramsWithoutABash() throws IOException {
    Files.createDirectory(programs());
    for (String program : PROGRAMS) {
      Files.createSymbolicLink(programs().resolve(program), Path.of("/usr/bin", program));
    }
  }

  private void offerBash() throws IOException {
    Path bash = Path.of(Program.assumeInstalled("bash").path());
    Files.createSymbolicLink(programs().resolve("bash"), bash);
  }

  private Path programs() {
    return directory.resolve("programs");
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  /** The ways to lose a leader. Each gives the instant at which its lease ends. */
  private enum Loss {
    THE_NODE_FALLS_SILENT {
      @Override
      long inflictOn(FakeLeader node) throws InterruptedException {
        return node.fallSilent(SOON_TO_BE_KILLED);
      }
    },
    THE_NODE_DIES {
      @Override
      long inflictOn(FakeLeader node) throws InterruptedException {
        return node.die(SOON_TO_BE_KILLED);
      }
    },
    ITS_PEERS_ARE_GONE {
      @Override
      long inflictOn(FakeLeader node) throws InterruptedException {
        return node.loseItsPeers(SOON_TO_BE_KILLED);
      }
    },
    IT_ASKS_TO_STOP {
      @Override
      long inflictOn(FakeLeader node) {
        return node.stopWork(Duration.ofSeconds(10));
      }
    };

    abstract long inflictOn(FakeLeader node) throws InterruptedException;
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aProgramThatIgnoresSigtermIsGoneBeforeTheLeaseEnds(Loss loss) throws Exception {
    node.lead();
    try (JavaProcess run = run("sh", "-c", started("shell") + IGNORES_SIGTERM)) {
      List<ProcessEnd> tree = treeOf("shell");

      long leaseEnd = loss.inflictOn(node);

      for (ProcessEnd end : tree) {
        assertThat(end.await() - leaseEnd)
            .as("nanoseconds from the end of the lease until the process was last seen")
            .isNegative();
      }
      assertThat(run.exitCode()).isEqualTo(128 + 9);
    }
  }

  @Test
  void aProgramIsGoneWhenTheNodeSaysThatItLeadsNoMore() throws Exception {
    node.lead();
    try (JavaProcess run = run("sh", "-c", started("shell") + IGNORES_SIGTERM)) {
      List<ProcessEnd> tree = treeOf("shell");

      node.loseLeadership();

      tree.forEach(ProcessEnd::await);
      assertThat(run.exitCode()).isEqualTo(128 + 9);
      assertThat(run.errors()).contains("node 2 leads no more");
    }
  }

  @Test
  void theNodeIsToldThatTheWorkHasStoppedOnlyWhenItHas() throws Exception {
    node.lead();
    try (JavaProcess run = run("sh", "-c", started("shell") + IGNORES_SIGTERM)) {
      List<ProcessEnd> tree = treeOf("shell");

      node.stopWork(Duration.ofSeconds(1));

      long told = node.awaitWorkerGone();
      for (ProcessEnd end : tree) {
        assertThat(end.await() - told).isNegative();
      }
      assertThat(run.exitCode()).isEqualTo(128 + 9);
    }
  }

  @Test
  void aProgramThatEndsOnSigtermEndsInItsOwnWay() throws Exception {
    node.lead();
    String script = "trap 'echo cleaned up; exit 7' TERM; " + started("shell");
    try (JavaProcess run = run("sh", "-c", script + "while :; do sleep 0.01; done")) {
      treeOf("shell");

      node.fallSilent(ENOUGH_TO_END);

      assertThat(run.exitCode()).isEqualTo(7);
      assertThat(run.output()).contains("cleaned up");
    }
  }

  /** A node that hands over gives its lease up before its time (rule H1). */
  @Test
  void aProgramIsStoppedWhenTheNodeEndsTheStreamHoweverLongItsLease() throws Exception {
    node.lead();
    String script = "trap 'exit 7' TERM; " + started("shell") + "while :; do sleep 0.01; done";
    try (JavaProcess run = run("sh", "-c", script)) {
      treeOf("shell");

      node.endStreams();

      assertThat(run.exitCode()).isEqualTo(7);
      assertThat(run.errors()).contains("node 2 has ended the connection: sh is stopped");
    }
  }

  @Test
  void noDescendantSurvivesHoweverItHides() throws Exception {
    node.lead();
    String script =
        """
        (setsid sh -c '%s exec sleep 1000' &)
        env -i sh -c '%s sleep 1000' &
        trap '' TERM; %s sleep 1000
        """
            .formatted(
                started("left-its-parent"), started("dropped-environment"), started("shell"));
    try (JavaProcess run = run("sh", "-c", script)) {
      List<ProcessEnd> all = new ArrayList<>(treeOf("shell"));
      all.addAll(treeOf("left-its-parent"));
      all.addAll(treeOf("dropped-environment"));

      long leaseEnd = node.fallSilent(ENOUGH_TO_END);

      for (ProcessEnd end : all) {
        assertThat(end.await() - leaseEnd).isNegative();
      }
      run.exitCode();
    }
  }

  @Test
  void whatAProgramLeavesBehindIsStopped() throws Exception {
    node.lead();
    String script =
        "setsid sh -c '%s exec sleep 1000' & until [ -e go ]; do sleep 0.01; done; exit 3";
    try (JavaProcess run = run("sh", "-c", script.formatted(started("daemon")))) {
      List<ProcessEnd> daemon = treeOf("daemon");

      Files.createFile(directory.resolve("go"));

      assertThat(run.exitCode()).isEqualTo(3);

      daemon.forEach(ProcessEnd::await);
      assertThat(run.errors()).contains("sh has ended and left 1 of its processes");
    }
  }

  @Test
  void theProgramDoesNotSurviveTheKillingOfRun() throws Exception {
    node.lead();
    String script = "(setsid sh -c '%s exec sleep 1000' &) ; %s" + IGNORES_SIGTERM;
    try (JavaProcess run =
        run("sh", "-c", script.formatted(started("left-its-parent"), started("shell")))) {
      List<ProcessEnd> all = new ArrayList<>(treeOf("shell"));
      all.addAll(treeOf("left-its-parent"));

      run.kill();

      all.forEach(ProcessEnd::await);
    }
  }

  @Test
  void whoWatchesOverRunHasPatienceUntilThereIsWork() throws Exception {
    offerBash();
    node.beginWith(Duration.ofMillis(20), Duration.ofSeconds(1));
    node.lead();
    try (JavaProcess run = run("sh", "-c", started("shell") + IGNORES_SIGTERM)) {
      List<ProcessEnd> tree = treeOf("shell");

      run.kill();

      tree.forEach(ProcessEnd::await);
    }
  }

  @Test
  void whoWatchesOverRunHasPatienceForAsLongAsTheLeaseIsRenewed() throws Exception {
    Duration lease = Duration.ofSeconds(6);
    offerBash();
    node.beginWith(lease, Duration.ZERO);
    node.lead();
    String script = started("shell") + "until [ -e go ]; do sleep 0.01; done; exit 3";
    try (JavaProcess run = run("sh", "-c", script)) {
      treeOf("shell");

      // Only when the lease under which the program began is over does it live by what came later.
      Thread.sleep(lease.multipliedBy(3).dividedBy(2).toMillis());
      Files.createFile(directory.resolve("go"));

      assertThat(run.exitCode()).as(run.errors()).isEqualTo(3);
    }
  }

  @Test
  void theProgramDoesNotSurviveTheFreezingOfRun() throws Exception {
    offerBash();
    node.lead();
    try (JavaProcess run = run("sh", "-c", started("shell") + IGNORES_SIGTERM)) {
      List<ProcessEnd> tree = treeOf("shell");

      long leaseEnd = node.fallSilent(SOON_TO_BE_KILLED.plusSeconds(1));
      run.signal("STOP");

      for (ProcessEnd end : tree) {
        assertThat(end.await() - leaseEnd).isNegative();
      }
      run.signal("CONT");
      assertThat(run.exitCode()).isEqualTo(128 + 9);
    }
  }

  @Test
  void nothingStartsBeforeTheNodeLeads() throws Exception {
    try (JavaProcess run = run("sh", "-c", "echo term $ELECTION_TERM")) {
      node.awaitWorker();
      await().until(() -> run.errors().contains("waiting until the node at"));
      assertThat(run.output()).isEmpty();

      node.lead();

      assertThat(run.exitCode()).isZero();
      assertThat(run.output()).isEqualTo("term 8\n");
    }
  }

  @Test
  void theProgramKnowsItsLeadershipAndHasTheInputAndTheExitCodeOfItsOwn() throws Exception {
    node.lead();
    String script = "read line; echo $line $ELECTION_NODE_ID $ELECTION_TERM $ELECTION_LEADER >&2";
    try (JavaProcess run = run("sh", "-c", script + "; exit 5", "--url", "x")) {
      run.type("hello");

      assertThat(run.exitCode()).isEqualTo(5);
      assertThat(run.errors()).contains("hello 2 8 127.0.0.1:7102\n");
    }
  }

  @Test
  void aSignalIsPassedOnAndTheProgramDecidesWhatItMeans() throws Exception {
    node.lead();
    String script =
        "trap 'echo interrupted' INT; trap 'exit 9' TERM; "
            + started("shell")
            + "while :; do sleep 0.01; done";
    try (JavaProcess run = run("sh", "-c", script)) {
      treeOf("shell");

      run.signal("INT");
      await().until(() -> run.output().contains("interrupted"));
      run.signal("TERM");

      assertThat(run.exitCode()).isEqualTo(9);
    }
  }

  @Test
  void aSignalEndsTheWaiting() throws Exception {
    try (JavaProcess run = run("sh", "-c", "true")) {
      node.awaitWorker();

      run.signal("TERM");

      assertThat(run.exitCode()).isEqualTo(128 + 15);
    }
  }

  @Test
  void aProgramThatASignalEndsGivesItsNumber() throws Exception {
    node.lead();
    try (JavaProcess run = run("sh", "-c", "kill -USR1 $$")) {
      assertThat(run.exitCode()).isEqualTo(128 + 10);
    }
  }

  @Test
  void aProgramThatIsNotThereIsToldBeforeAnybodyLeads() {
    try (JavaProcess run = run("no-such-program")) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors())
          .isEqualTo(
              "election: 'no-such-program' is no program that can be run; is it on the PATH?\n");
    }
  }

  /** Without a bash the guard does not look at the time, and leaves it to run itself. */
  private JavaProcess run(String... command) {
    List<String> arguments = new ArrayList<>(List.of("run", "--url", node.url(), "--"));
    arguments.addAll(List.of(command));
    return NodeJar.run(
        directory,
        Map.of("PATH", programs().toString()),
        List.of("-Xmx64m"),
        arguments.toArray(String[]::new));
  }

  /** A command by which a shell leaves its process id in a file. */
  private static String started(String name) {
    return "echo $$ >" + name + "; ";
  }

  /** Waits for the process that leaves its id under this name, and gives it and what it started. */
  private List<ProcessEnd> treeOf(String name) {
    Path file = directory.resolve(name);
    await().until(() -> Files.exists(file) && Files.size(file) > 1);
    ProcessHandle process = ProcessHandle.of(Long.parseLong(read(file).strip())).orElseThrow();
    List<ProcessEnd> tree = new ArrayList<>(List.of(ProcessEnd.of(process)));
    process.descendants().map(ProcessEnd::of).forEach(tree::add);
    return tree;
  }

  /** A busy machine may take its time to start a Java process. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(JavaProcess.PATIENCE);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
