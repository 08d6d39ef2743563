package io.election.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.FakeNode;
import io.election.cli.FakeNodes;
import io.election.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code transfer} and {@code resign}. */
class HandOverTest {

  private static final String NODE_3_LEADS = "{\"leaderId\":3,\"term\":9}";

  @TempDir private Path directory;

  private final FakeNodes nodes = new FakeNodes();

  @AfterEach
  void stopNodes() {
    nodes.close();
  }

  @Test
  void theOneNodeThatIsNamedIsAskedAndTheNewLeaderTold() throws Exception {
    FakeNode node = nodes.node().answers("/election/transfer", 200, NODE_3_LEADS);

    Ran ran = Ran.election("transfer", "--to", "3", "--url", node.url());

    assertThat(ran.out()).isEqualToIgnoringNewLines("node 3 leads in term 9");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(node.orders()).containsExactly("/election/transfer {\"to\":3}");
  }

  @Test
  void withoutATargetTheNodeChooses() throws Exception {
    FakeNode node = nodes.node().answers("/election/transfer", 200, NODE_3_LEADS);

    assertThat(Ran.election("transfer", "--url", node.url()).exitCode()).isZero();
    assertThat(node.orders()).containsExactly("/election/transfer {}");
  }

  @Test
  void resigningNamesNoTarget() throws Exception {
    FakeNode node = nodes.node().answers("/election/resign", 200, NODE_3_LEADS);

    Ran ran = Ran.election("resign", "--url", node.url());

    assertThat(ran.out()).isEqualToIgnoringNewLines("node 3 leads in term 9");
    assertThat(node.orders()).containsExactly("/election/resign {}");
  }

  /** A node says where the leader is, and so could a stranger on its port. */
  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:7101", "127.0.0.1.evil.example:7101", "ada@evil.example:1", "a b"})
  void aLoginGoesToNoHostThatNobodyTyped(String address) throws Exception {
    FakeNode one = nodes.node().says(FakeNodes.following(1, 8, 3, address));
    FakeNode two = nodes.node().says(FakeNodes.following(2, 8, 3, address));

    Ran ran =
        Ran.election(
            "resign", "--token-file", token().toString(), "--url", one.url(), "--url", two.url());

    assertThat(ran.exitCode()).isIn(2, 4);
    assertThat(ran.err())
        .hasLineCount(1)
        .containsAnyOf("a login goes to the hosts of --url only", "nobody leads");
    assertThat(one.orders()).isEmpty();
    assertThat(two.orders()).isEmpty();
  }

  private Path token() throws IOException {
    return Files.writeString(directory.resolve("token"), "to.ken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "resign"})
  void ofSeveralNodesTheOneThatLeadsIsAsked(String command) throws Exception {
    FakeNode follower = nodes.node().says(FakeNodes.following(1, 8, 2, "127.0.0.1:2"));
    FakeNode leader = answering(FakeNodes.leading(2, 8), command, 200, NODE_3_LEADS);

    Ran ran =
        Ran.election(
            command,
            "--json",
            "--url",
            follower.url(),
            "--url",
            leader.url(),
            "--url",
            FakeNodes.nobody());

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualToIgnoringNewLines(
            "{\"url\":\"%s\",\"leaderId\":3,\"term\":9}".formatted(leader.url()));
    assertThat(follower.orders()).isEmpty();
    assertThat(leader.orders()).hasSize(1);
  }

  @Test
  void aLeaderThatWasNotNamedIsFoundThroughItsFollowers() throws Exception {
    FakeNode leader = nodes.node().answers("/election/resign", 200, NODE_3_LEADS);
    String first = nodes.follower(1, 8, 2, leader.authority());
    String second = nodes.follower(3, 8, 2, leader.authority());

    assertThat(Ran.election("resign", "--url", first, "--url", second).exitCode()).isZero();
    assertThat(leader.orders()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "resign"})
  void aNodeThatDoesNotLeadSaysWhoDoes(String command) throws Exception {
    FakeNode node =
        answering(
            FakeNodes.following(1, 8, 2, "127.0.0.1:7102"),
            command,
            409,
            """
            {"status":409,"title":"Conflict","detail":"node 1 does not lead; node 2 at 127.0.0.1:7102 does",
             "leaderId":2,"leaderAddress":"127.0.0.1:7102"}""");

    Ran ran = Ran.election(command, "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "election: " + node.url() + ": node 1 does not lead; node 2 at 127.0.0.1:7102 does");
  }

  @Test
  void aNodeThatDoesNotLeadMayKnowNoLeaderEither() throws Exception {
    FakeNode node =
        nodes.node().answers("/election/resign", 409, "{\"leaderId\":null,\"leaderAddress\":null}");

    Ran ran = Ran.election("resign", "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).endsWith(node.url() + ": does not lead, and knows no leader\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "resign"})
  void whenNobodyLeadsTheExitCodeIsFour(String command) throws Exception {
    FakeNode node = nodes.node().says(FakeNodes.standing(1, 8));

    Ran ran = Ran.election(command, "--url", node.url(), "--url", FakeNodes.nobody());

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).startsWith("election: nobody leads");
    assertThat(node.orders()).isEmpty();
  }

  @Test
  void whenNobodyAnswersTheExitCodeIsFive() throws Exception {
    String one = FakeNodes.nobody();
    Ran ofOne = Ran.election("transfer", "--url", one);
    assertThat(ofOne.exitCode()).isEqualTo(5);
    assertThat(ofOne.err()).startsWith("election: " + one + ": connection refused");

    Ran ofTwo = Ran.election("resign", "--url", one, "--url", FakeNodes.nobody());
    assertThat(ofTwo.exitCode()).isEqualTo(5);
    assertThat(ofTwo.err()).startsWith("election: no node answered");
  }

  @Test
  void aTargetThatIsNoMemberIsWrongUsage() throws Exception {
    FakeNode node =
        nodes
            .node()
            .answers("/election/transfer", 404, "{\"detail\":\"node 9 is not a member: 1, 2, 3\"}");

    Ran ran = Ran.election("transfer", "--to", "9", "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).endsWith(node.url() + ": node 9 is not a member: 1, 2, 3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "resign"})
  void aNodeThatDoesNotKnowTheRequestIsToldApartFromAnUnknownMember(String command)
      throws Exception {
    FakeNode node = nodes.node();

    Ran ran = Ran.election(command, "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("does not offer /election/" + command);
  }

  @Test
  void whyItDidNotComeAboutIsToldInTheNodesOwnWords() throws Exception {
    FakeNode node =
        nodes
            .node()
            .answers(
                "/election/transfer", 504, "{\"detail\":\"node 3 is paused; node 1 leads on\"}");

    Ran ran = Ran.election("transfer", "--to", "3", "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "election: " + node.url() + ": node 3 is paused; node 1 leads on");
  }

  @Test
  void aRefusalWithoutWordsIsTheHttpStatus() throws Exception {
    FakeNode node = nodes.node().answers("/election/resign", 503, "<html>");

    assertThat(Ran.election("resign", "--url", node.url()).err()).endsWith(": HTTP 503\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", ""})
  void aTargetThatCanBeNoNodeIsRefusedBeforeAnybodyIsAsked(String target) throws Exception {
    FakeNode node = nodes.node();

    Ran ran = Ran.election("transfer", "--to", target, "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err().lines()).singleElement().asString().contains("--to");
    assertThat(node.orders()).isEmpty();
  }

  private FakeNode answering(String status, String command, int httpStatus, String body)
      throws IOException {
    return nodes.node().says(status).answers("/election/" + command, httpStatus, body);
  }
}
