package io.election.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.FakeNode;
import io.election.cli.FakeNodes;
import io.election.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that asks a node logs in, and says clearly what came of it. */
@Timeout(60)
class LoginTest {

  /** Ada with the password s3cret. */
  private static final String ADA = "Basic YWRhOnMzY3JldA==";

  private static final String ANSWER = "{\"leaderId\":1,\"term\":4,\"paused\":true}";

  @TempDir private Path directory;

  private final FakeNodes nodes = new FakeNodes();
  private FakeNode node;

  @BeforeEach
  void startNode() throws IOException {
    node = nodes.node().knowsOnly(ADA).says(FakeNodes.leading(1, 3));
    for (String verb : List.of("transfer", "resign", "pause", "resume")) {
      node.answers("/election/" + verb, 200, ANSWER);
    }
  }

  @AfterEach
  void stopNode() {
    nodes.close();
  }

  private String[] command(String line, String... more) {
    return Stream.concat(Stream.of(line.formatted(node.url()).split(" ")), Stream.of(more))
        .toArray(String[]::new);
  }

  private String[] asAda(String password) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), password + "\n");
    return new String[] {"--user", "ada", "--password-file", file.toString()};
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status --url %s",
        "transfer --url %s",
        "resign --url %s",
        "pause --url %s",
        "resume --url %s"
      })
  void aCommandLogsIn(String line) throws IOException {
    Ran ran = Ran.election(command(line, asAda("s3cret")));

    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status --url %s",
        "watch --url %s",
        "transfer --url %s",
        "resign --url %s",
        "pause --url %s",
        "resume --url %s",
        "doctor --samples 3 --url %s",
        "run --url %s true"
      })
  void aRefusedLoginIsAnErrorThatNamesTheWayOut(String line) {
    Ran ran = Ran.election(command(line));

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "election: %s: log in here; log in with --user NAME, --token-file FILE or --certificate FILE%n"
                .formatted(node.url()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"status --json --url %s", "pause --json --url %s", "transfer --json --url %s"})
  void aWrongPasswordIsToldAndNotRepeated(String line) throws IOException {
    Ran ran = Ran.election(command(line, asAda("wrong-s3cret")));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("election: %s: log in here%n".formatted(node.url()));
    assertThat(ran.out() + ran.err()).doesNotContain("s3cret", "YWRh", "Basic");
    assertThat(node.orders()).isEmpty();
  }

  /** One that answers is enough to know who leads. */
  @Test
  void theOthersAreShownBesideTheOneThatRefuses() throws IOException {
    Ran ran = Ran.election(command("status --url %s --url " + nodes.leader(2, 3)));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("node 2 leads in term 3").contains("log in here");
  }
}
