package io.election.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.EventStream;
import io.election.cli.NodeClient;
import io.election.cli.NodeJson;
import io.election.cli.NodeReply;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.ServerEvent;
import io.election.cli.access.NodeAccess;
import io.election.cli.watch.NodeNews.Connected;
import io.election.cli.watch.NodeNews.Disconnected;
import io.election.cli.watch.NodeNews.Told;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to the events of one node, on a thread of its own, and connects anew for ever. */
final class NodeListener {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);

  private final URI url;
  private final NodeAccess access;
  private final Consumer<NodeNews> news;

  /** That it still does not answer is no news. */
  private boolean knownToBeSilent;

  private NodeListener(URI url, NodeAccess access, Consumer<NodeNews> news) {
    this.url = url;
    this.access = access;
    this.news = news;
  }

  /** Starts to listen; what is heard is handed over on the listener's thread. */
  static void start(URI url, NodeAccess access, Consumer<NodeNews> news) {
    Thread thread = new Thread(new NodeListener(url, access, news)::run, "listen to " + url);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        String reason = listenToItsEnd();
        if (!knownToBeSilent) {
          knownToBeSilent = true;
          news.accept(new Disconnected(url, reason));
        }
        Thread.sleep(BEFORE_NEXT_TRY.toMillis());
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return why there is no more to hear
   */
  private String listenToItsEnd() throws InterruptedException {
    NodeReply reply = new NodeClient(TIMEOUT, access).ask(url);
    if (reply instanceof Unanswered unanswered) {
      return unanswered.reason();
    }
    int nodeId = ((Answered) reply).status().nodeId();
    try (EventStream events = EventStream.open(url, "/election/events", access)) {
      knownToBeSilent = false;
      news.accept(new Connected(url, nodeId));
      ServerEvent event;
      while ((event = events.next()) != null) {
        Told told = told(nodeId, event);
        if (told != null) {
          news.accept(told);
        }
      }
      return "it ended the connection";
    } catch (EventStream.Refused refused) {
      return refused.httpStatus() == 404
          ? "it does not offer /election/events, it may be of an older version"
          : refused.getMessage();
    } catch (IOException exception) {
      return String.valueOf(exception.getMessage());
    }
  }

  /** Null for what is no event of a node: it says nothing that could be told on. */
  private @Nullable Told told(int nodeId, ServerEvent event) {
    try {
      if (NodeJson.MAPPER.readTree(event.data()) instanceof ObjectNode json
          && json.path("term").isNumber()) {
        return new Told(
            url,
            nodeId,
            event.id(),
            event.name(),
            json.get("term").asLong(),
            json.hasNonNull("leaderId") ? json.get("leaderId").asInt() : null,
            json.path("reason").asText(""),
            json);
      }
    } catch (JsonProcessingException noJson) {
      // As told above.
    }
    return null;
  }
}
