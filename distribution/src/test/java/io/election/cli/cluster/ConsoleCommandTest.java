package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.cli.CommandFailure;
import io.election.cli.cluster.ConsoleCommand.ForAll;
import io.election.cli.cluster.ConsoleCommand.ForNode;
import io.election.cli.cluster.ConsoleCommand.Target;
import io.election.cli.cluster.ConsoleCommand.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleCommandTest {

  @Test
  void aVerbTakesANodeOrTheLeader() {
    assertThat(ConsoleCommand.parse("kill 2")).isEqualTo(new ForNode(Verb.KILL, new Target.Id(2)));
    assertThat(ConsoleCommand.parse("  PAUSE   leader "))
        .isEqualTo(new ForNode(Verb.PAUSE, new Target.Leader()));
    assertThat(ConsoleCommand.parse("resume 1"))
        .isEqualTo(new ForNode(Verb.RESUME, new Target.Id(1)));
    assertThat(ConsoleCommand.parse("start 9"))
        .isEqualTo(new ForNode(Verb.START, new Target.Id(9)));
    assertThat(ConsoleCommand.parse("transfer 3"))
        .isEqualTo(new ForNode(Verb.TRANSFER, new Target.Id(3)));
  }

  @Test
  void someConcernAll() {
    assertThat(ConsoleCommand.parse("resign")).isEqualTo(ForAll.RESIGN);
    assertThat(ConsoleCommand.parse("status")).isEqualTo(ForAll.STATUS);
    assertThat(ConsoleCommand.parse("quit")).isEqualTo(ForAll.QUIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "kill 0", "kill -1", "kill x", "kill 1 2", "kill 99999999999"})
  void aVerbWithoutOneNodeSaysWhatItNeeds(String line) {
    assertThatThrownBy(() -> ConsoleCommand.parse(line))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("kill needs one node, like 'kill 2' or 'kill leader'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"elect 2", "quit now", "?"})
  void whatIsNoCommandIsToldTogetherWithThoseThatAre(String line) {
    assertThatThrownBy(() -> ConsoleCommand.parse(line))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            ("'%s' is no command; try kill N, pause N, resume N, start N, transfer N, resign,"
                    + " status, quit")
                .formatted(line));
  }
}
