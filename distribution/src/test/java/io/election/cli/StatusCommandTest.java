package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

  private final FakeNodes nodes = new FakeNodes();

  @AfterEach
  void stopNodes() {
    nodes.close();
  }

  @Test
  void theLeaderComesFirstAndTheExitCodeIsDone() throws Exception {
    String follower = nodes.follower(1, 3, 2, "127.0.0.1:2");
    String leader = nodes.leader(2, 3);

    Ran ran = Ran.election("status", "--url", follower, "--url", leader);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("node 2 leads in term 3"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).startsWith("NODE"),
            line ->
                assertThat(line)
                    .matches("2 +" + authority(leader) + " +leader +3 +2 +2 +412 ms +1 of 2"),
            line ->
                assertThat(line)
                    .matches("1 +" + authority(follower) + " +follower +3 +2 +2 +- +1 of 2"));
  }

  @Test
  void whatKeepsANodeFromTakingPartStandsBelowTheTable() throws Exception {
    String impeded = impeded("OF_A_LATER_VERSION", "it is full moon");

    Ran ran =
        Ran.election(
            "status", "--url", nodes.answering(200, impeded), "--url", nodes.candidate(2, 7));

    assertThat(ran.out().lines())
        .hasSize(6)
        .endsWith("node 1 takes no part in elections: it is full moon");
  }

  private static String impeded(String kind, String detail) {
    return FakeNodes.standing(1, 7)
        .replace(
            "\"members\"",
            "\"impediment\":{\"kind\":\"%s\",\"detail\":\"%s\"},\"members\""
                .formatted(kind, detail));
  }

  /** Whoever is on the port may answer anything. */
  @Test
  void whatWouldSteerATerminalIsAQuestionMark() throws Exception {
    String impeded = impeded("STORE", "a\\u001b]0;title\\u0007b\\u009b2Jc\\u202ed");
    String refused = "{\"detail\":\"no\\u001b[2J\"}";

    Ran status =
        Ran.election(
            "status",
            "--url",
            nodes.answering(200, impeded),
            "--url",
            nodes.answering(403, refused));
    Ran resign =
        Ran.election(
            "resign", "--url", nodes.node().answers("/election/resign", 409, refused).url());

    assertThat(status.out()).contains("a?]0;title?b?2Jc?d", "no?[2J");
    assertThat(resign.err()).contains("no?[2J");
    assertThat(status.out() + status.err() + resign.out() + resign.err())
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\r\\n\\t]]");
  }

  @Test
  void withoutALeaderTheExitCodeIsFour() throws Exception {
    Ran ran = Ran.election("status", "--url", nodes.candidate(1, 7), "--url", FakeNodes.nobody());

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.out()).startsWith("nobody leads").contains("candidate", "connection refused");
  }

  @Test
  void aFollowerIsNotBelievedAboutALeaderThatWasAskedAndDidNotAnswer() throws Exception {
    String dead = FakeNodes.nobody();

    Ran ran =
        Ran.election("status", "--url", dead, "--url", nodes.follower(1, 3, 2, authority(dead)));

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.out()).startsWith("nobody leads");
  }

  @Test
  void aFollowerIsBelievedAboutALeaderThatWasNotAsked() throws Exception {
    Ran ran = Ran.election("status", "--url", nodes.follower(1, 3, 2, "127.0.0.1:2"));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .startsWith("node 2 leads in term 3, says node 1; 127.0.0.1:2 was not asked");
  }

  @Test
  void ofTwoThatAnsweredAtDifferentInstantsTheLaterTermLeads() throws Exception {
    Ran ran = Ran.election("status", "--url", nodes.leader(1, 3), "--url", nodes.leader(2, 4));

    assertThat(ran.out()).startsWith("node 2 leads in term 4");
  }

  @Test
  void whenNobodyAnswersTheExitCodeIsFiveAndOneLineSaysWhoWasAsked() throws Exception {
    String nobody = FakeNodes.nobody();

    Ran ran = Ran.election("status", "--url", nobody);

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err().lines()).singleElement().asString().contains(nobody, "--url");
  }

  @Test
  void aStrangerOnThePortIsNoNode() throws Exception {
    Ran ran =
        Ran.election(
            "status",
            "--url",
            nodes.answering(200, "<html>"),
            "--url",
            nodes.answering(200, "{}"),
            "--url",
            nodes.answering(200, ""),
            "--url",
            nodes.answering(404, ""));

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.out().lines().filter(line -> line.contains("not an election node"))).hasSize(4);
  }

  @Test
  void jsonIsOneArrayWithEachNodesWholeAnswerOrError() throws Exception {
    String leader = nodes.leader(2, 3);
    String nobody = FakeNodes.nobody();

    Ran ran = Ran.election("status", "--json", "--url", leader, "--url", nobody);

    assertThat(ran.exitCode()).isZero();
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("url").asText()).isEqualTo(leader);
    assertThat(json.get(0).get("isLeader").asBoolean()).isTrue();
    assertThat(json.get(0).at("/aFieldOfALaterVersion/x").asInt()).isEqualTo(1);
    assertThat(json.get(1).get("url").asText()).isEqualTo(nobody);
    assertThat(json.get(1).get("error").asText()).isEqualTo("connection refused");
  }

  @Test
  void whatIsNotTheUrlOfANodeIsWrongUsage() {
    for (String url : new String[] {"foo", "127.0.0.1:7101", "ftp://h:1", "http://h:1/x", ""}) {
      Ran ran = Ran.election("status", "--url", url);

      assertThat(ran.exitCode()).as(url).isEqualTo(2);
      assertThat(ran.err().lines()).singleElement().asString().contains("'" + url + "'");
    }
  }

  private static String authority(String url) {
    return URI.create(url).getRawAuthority();
  }
}
