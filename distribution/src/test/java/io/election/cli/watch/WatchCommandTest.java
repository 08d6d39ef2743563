package io.election.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.cli.FakeNode;
import io.election.cli.FakeNodes;
import io.election.cli.Ran;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchCommandTest {

  private static final String FOLLOWS_NODE_1 =
      event("leader-changed", "8.4", "{\"term\":8,\"leaderId\":1,\"reason\":\"\"}");

  private final FakeNodes nodes = new FakeNodes();

  @AfterEach
  void stopNodes() {
    nodes.close();
  }

  @Test
  void whoLeadsComesFirstAndThenEveryChangeAlsoAfterTheConnectionWasLost() throws Exception {
    FakeNode node =
        nodes
            .node()
            .says(FakeNodes.following(2, 8, 1, "127.0.0.1:1"))
            .streams("/election/events", FOLLOWS_NODE_1);
    try (RunningWatch watch = RunningWatch.start("--url", node.url())) {
      assertThat(watch.nextLine()).matches("[0-9:.]{12}  node 1 leads in term 8");

      watch.awaitStream(node);
      node.sends(
          event("leader-lost", "8.5", "{\"term\":8,\"leaderId\":null,\"reason\":\"not heard\"}"));
      assertThat(watch.nextLine()).endsWith("  node 2 has no leader: not heard");

      node.streams(
          "/election/events",
          event("leader-changed", "9.6", "{\"term\":9,\"leaderId\":3,\"reason\":\"\"}"));
      node.endsStreams();
      assertThat(watch.nextLine()).endsWith("  node 2 does not answer: it ended the connection");
      assertThat(watch.nextLine()).endsWith("  node 2 answers");
      assertThat(watch.nextLine()).endsWith("  node 3 leads in term 9");
    }
  }

  @Test
  void jsonIsAnObjectALineWithEveryEventAsTheNodeToldIt() throws Exception {
    FakeNode node =
        nodes
            .node()
            .says(FakeNodes.following(2, 8, 1, "127.0.0.1:1"))
            .streams("/election/events", FOLLOWS_NODE_1);
    try (RunningWatch watch = RunningWatch.start("--json", "--url", node.url())) {
      JsonNode connected = new ObjectMapper().readTree(watch.nextLine());
      assertThat(connected.get("event").asText()).isEqualTo("connected");
      assertThat(connected.get("nodeId").asInt()).isEqualTo(2);

      JsonNode told = new ObjectMapper().readTree(watch.nextLine());
      assertThat(told.get("url").asText()).isEqualTo(node.url());
      assertThat(told.get("nodeId").asInt()).isEqualTo(2);
      assertThat(told.get("event").asText()).isEqualTo("leader-changed");
      assertThat(told.get("id").asText()).isEqualTo("8.4");
      assertThat(told.get("term").asLong()).isEqualTo(8);
      assertThat(told.get("leaderId").asInt()).isEqualTo(1);

      node.endsStreams();
      assertThat(new ObjectMapper().readTree(watch.nextLine()).get("event").asText())
          .isEqualTo("disconnected");
    }
  }

  @Test
  void whenNobodyAnswersAtTheStartTheExitCodeIsFive() throws Exception {
    Ran ran = Ran.election("watch", "--url", FakeNodes.nobody());

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).startsWith("election: no node answered");
  }

  private static String event(String name, String id, String data) {
    return "event: %s\nid: %s\ndata: %s\n\n".formatted(name, id, data);
  }
}
