package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElectionCommandLineTest {

  @Test
  void theVersionIsTheOneThatWasBuilt() {
    Ran ran = Ran.election("--version");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().strip()).matches("election \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpNamesTheCommandsAndHowToStartANode(String help) {
    Ran ran = Ran.election(help);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("cluster", "status", "simulate", "java -jar distribution/node.jar -Dnode.id=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster",
        "status",
        "watch",
        "transfer",
        "resign",
        "pause",
        "resume",
        "run",
        "doctor",
        "simulate",
        "completion"
      })
  void everyCommandHasItsHelp(String command) {
    Ran help = Ran.election("help", command);

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: election " + command);
    assertThat(Ran.election(command, "--help")).isEqualTo(help);
    assertThat(Ran.election(command, "-h")).isEqualTo(help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elect",
        "",
        "--frobnicate",
        "help elect",
        "status extra",
        "status --frobnicate",
        "watch extra",
        "transfer --to",
        "transfer 3",
        "resign --to 3",
        "pause",
        "resume",
        "run",
        "run --",
        "run --max-clock-drift 0.5 true",
        "doctor --samples 2",
        "doctor --timeout-min 200ms",
        "completion zsh",
        "cluster --nodes 0",
        "cluster --nodes 10",
        "cluster --nodes x",
        "cluster --base-port 0",
        "cluster --base-port 65534 --nodes 3",
        "cluster --storage foo"
      })
  void wrongUsageIsOneLineThatNamesTheWayOut(String arguments) {
    Ran ran = Ran.election(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .startsWith("election: ")
        .containsAnyOf("the commands are", "see election help");
  }

  @Test
  void everyExitCodeHasItsMeaning() throws Exception {
    try (FakeNodes nodes = new FakeNodes()) {
      FakeNode leader =
          nodes
              .node()
              .says(FakeNodes.leading(1, 8))
              .answers("/election/transfer", 504, "{\"detail\":\"node 2 is paused\"}");
      FakeNode follower = nodes.node().answers("/election/transfer", 409, "{\"leaderId\":1}");
      String alone = nodes.candidate(3, 8);

      assertThat(exitCode("status", "--url", leader.url())).as("done").isZero();
      assertThat(exitCode("transfer", "--url", leader.url())).as("error").isEqualTo(1);
      assertThat(exitCode("transfer", "--too")).as("usage").isEqualTo(2);
      assertThat(exitCode("transfer", "--url", follower.url())).as("does not lead").isEqualTo(3);
      assertThat(exitCode("status", "--url", alone)).as("no leader").isEqualTo(4);
      assertThat(exitCode("status", "--url", FakeNodes.nobody())).as("no answer").isEqualTo(5);
    }
  }

  private static int exitCode(String... arguments) {
    return Ran.election(arguments).exitCode();
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(Ran.election("elect").err())
        .isEqualToIgnoringNewLines(
            "election: unknown command elect; the commands are cluster, status, watch,"
                + " transfer, resign, pause, resume, run, doctor, simulate, completion, help");
  }
}
