package io.election.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.cli.FakeNode;
import io.election.cli.FakeNodes;
import io.election.cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  @TempDir private Path directory;

  private final FakeNodes nodes = new FakeNodes();

  @AfterEach
  void stopNodes() {
    nodes.close();
  }

  @Test
  void membersThatWereNotNamedAreAskedTooAndNothingIsLeftOnTheDisk() throws Exception {
    FakeNode first = nodes.node();
    FakeNode second = nodes.node();
    String members =
        """
        "clusterId":"local","version":"1.0","votedFor":1,"leaderId":1,"paused":false,"members":[
         {"id":1,"address":"%s","self":true,"reachable":true},
         {"id":2,"address":"%s","self":false,"reachable":true},
         {"id":3,"address":"%s","self":false,"reachable":false}]}"""
            .formatted(
                first.authority(),
                second.authority(),
                FakeNodes.nobody().substring("http://".length()));
    first.says(
        "{\"nodeId\":1,\"role\":\"LEADER\",\"term\":8,\"isLeader\":true,\"leaseRemainingMs\":460,"
            + members);
    second.says(
        "{\"nodeId\":2,\"role\":\"FOLLOWER\",\"term\":8,\"isLeader\":false,\"leaseRemainingMs\":0,"
            + members);

    Ran ran = doctor("--url", second.url());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains(
            "2 of 3 members answer", "node 1 leads in term 8", "node 1: median", "synced write")
        .contains(
            "skipped clocks     not measured: no reading of its clock came from node 2, node 1")
        .contains("./election simulate --nodes 3 --rtt ");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFailureIsExitCodeOneAndTheVerdictInJson() throws Exception {
    FakeNode node = nodes.node().says(FakeNodes.standing(1, 8));

    Ran ran = doctor("--json", "--url", node.url());

    assertThat(ran.exitCode()).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.get("verdict").asText()).isEqualTo("fail");
    assertThat(json.get("findings"))
        .anySatisfy(
            finding -> {
              assertThat(finding.get("level").asText()).isEqualTo("fail");
              assertThat(finding.get("topic").asText()).isEqualTo("leader");
              assertThat(finding.get("text").asText()).startsWith("nobody leads");
            });
    assertThat(json.at("/measurements/nodes/0/roundTrip/worst").isNumber()).isTrue();
    assertThat(json.at("/measurements/syncedWrite/median").isNumber()).isTrue();
  }

  @Test
  void theClockRateIsMeasuredWhereANodeSaysWhatItsClockShows() throws Exception {
    FakeNode node =
        nodes
            .node()
            .says(FakeNodes.leading(1, 8))
            .header("X-Election-Uptime-Nanos", () -> String.valueOf(System.nanoTime() / 2));

    Ran ran = doctor("--json", "--url", node.url());

    JsonNode node1 = new ObjectMapper().readTree(ran.out()).at("/measurements/nodes/0");
    double error = node1.get("clockRateError").asDouble();
    assertThat(node1.get("clockRate").asDouble()).isBetween(0.5 - error, 0.5 + error);
  }

  @Test
  void whenNobodyAnswersTheExitCodeIsFive() throws Exception {
    assertThat(doctor("--url", FakeNodes.nobody()).exitCode()).isEqualTo(5);
  }

  private Ran doctor(String... options) {
    String[] arguments = new String[options.length + 5];
    System.arraycopy(
        new String[] {"doctor", "--samples", "3", "--data-dir", directory.toString()},
        0,
        arguments,
        0,
        5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    return Ran.election(arguments);
  }
}
