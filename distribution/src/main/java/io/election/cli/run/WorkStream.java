package io.election.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.election.cli.EventStream;
import io.election.cli.NodeJson;
import io.election.cli.ServerEvent;
import io.election.cli.access.NodeAccess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node says to the work beside it: when to start, when to stop. That the connection is
 * closed tells the node that the work has stopped; a hand-over waits for it (rule H1).
 */
final class WorkStream implements AutoCloseable {

  private static final String PATH = "/election/work";

  private final EventStream events;

  private WorkStream(EventStream events) {
    this.events = events;
  }

  /** What the node says. */
  sealed interface Word {

    /** It leads, and work may start. */
    record Start(int nodeId, long term, String leaderAddress) implements Word {}

    /** The work has to be over within a time. */
    record Stop(Duration within) implements Word {}
  }

  static WorkStream open(URI url, NodeAccess access) throws IOException, InterruptedException {
    return new WorkStream(EventStream.open(url, PATH, access));
  }

  /**
   * Waits for the next word.
   *
   * @return null at the end of the stream
   * @throws IOException if the stream broke, or says what is not understood
   */
  @Nullable Word next() throws IOException {
    ServerEvent event;
    while ((event = events.next()) != null) {
      switch (event.name()) {
        case "start" -> {
          return start(event.data());
        }
        case "stop" -> {
          return new Word.Stop(Duration.ofMillis(number(json(event.data()), "withinMs")));
        }
        default -> {
          // A word of a later version.
        }
      }
    }
    return null;
  }

  private static Word.Start start(String data) throws IOException {
    JsonNode json = json(data);
    return new Word.Start(
        (int) number(json, "nodeId"), number(json, "term"), json.path("leaderAddress").asText(""));
  }

  private static long number(JsonNode json, String field) throws IOException {
    if (!json.path(field).isIntegralNumber()) {
      throw new IOException("an event of " + PATH + " has no number " + field);
    }
    return json.get(field).asLong();
  }

  private static JsonNode json(String data) throws IOException {
    try {
      return NodeJson.MAPPER.readTree(data);
    } catch (JsonProcessingException exception) {
      throw new IOException("an event of " + PATH + " is no JSON", exception);
    }
  }

  @Override
  public void close() {
    events.close();
  }
}
