package io.election.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.cli.FakeNode;
import io.election.cli.FakeNodes;
import io.election.cli.Ran;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pause} and {@code resume}. */
class CandidacyTest {

  private final FakeNodes nodes = new FakeNodes();

  @AfterEach
  void stopNodes() {
    nodes.close();
  }

  @Test
  void theNodeThatIsNamedIsPausedAndResumed() throws Exception {
    FakeNode node =
        nodes
            .node()
            .answers("/election/pause", 200, "{\"paused\":true}")
            .answers("/election/resume", 200, "{\"paused\":false}");

    Ran paused = Ran.election("pause", "--url", node.url());
    Ran resumed = Ran.election("resume", "--url", node.url());

    assertThat(paused.exitCode()).isZero();
    assertThat(paused.out()).startsWith(node.url() + " is paused: it votes, but does not stand");
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out()).isEqualToIgnoringNewLines(node.url() + " stands for election again");
    assertThat(node.orders()).containsExactly("/election/pause {}", "/election/resume {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume"})
  void toSteerAllOfThemIsNeverMeantSilently(String command) {
    Ran ran = Ran.election(command);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "election: which node? Name it with --url, like --url http://127.0.0.1:7103;"
                + " see election help "
                + command);
  }

  @Test
  void severalThatAreNamedAreAllAskedAndOneThatFailsIsAnError() throws Exception {
    FakeNode first = nodes.node().answers("/election/pause", 200, "{\"paused\":true}");
    FakeNode old = nodes.node();
    String nobody = FakeNodes.nobody();

    Ran ran =
        Ran.election("pause", "--json", "--url", first.url(), "--url", old.url(), "--url", nobody);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .contains(old.url() + ": does not offer /election/pause", nobody + ": connection refused");
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json).hasSize(3);
    assertThat(json.get(0).get("url").asText()).isEqualTo(first.url());
    assertThat(json.get(0).get("paused").asBoolean()).isTrue();
    assertThat(json.get(1).get("error").asText()).contains("older version");
    assertThat(json.get(2).get("error").asText()).isEqualTo("connection refused");
  }

  @Test
  void whenNobodyAnswersTheExitCodeIsFive() throws Exception {
    assertThat(Ran.election("resume", "--url", FakeNodes.nobody()).exitCode()).isEqualTo(5);
  }
}
