package io.election.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Asks nodes for their status. Blocks its caller for at most about twice the timeout; may be used
 * by any number of threads.
 *
 * <p>It uses the platform's older HTTP client because that starts in a fraction of the time of the
 * newer one, and most of what a short command does is start.
 */
public final class NodeClient {

  /** Far more than a status needs; a stranger on the port cannot fill the memory. */
  private static final int LONGEST_ANSWER_BYTES = 1 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private final Duration timeout;

  /**
   * @param timeout the longest wait for a connection, and again for the answer
   */
  public NodeClient(Duration timeout) {
    this.timeout = timeout;
  }

  /** Asks one node. */
  public NodeReply ask(URI url) {
    try {
      JsonNode json = JSON.readTree(get(url));
      if (json instanceof ObjectNode object) {
        return new Answered(url, JSON.treeToValue(object, NodeStatus.class), object);
      }
      return new Unanswered(url, "not an election node");
    } catch (JsonProcessingException exception) {
      return new Unanswered(url, "not an election node");
    } catch (ConnectException exception) {
      return new Unanswered(url, "connection refused");
    } catch (UnknownHostException exception) {
      return new Unanswered(url, "unknown host");
    } catch (SocketTimeoutException exception) {
      return new Unanswered(url, "no answer within " + timeout.toMillis() + " ms");
    } catch (IOException exception) {
      return new Unanswered(url, String.valueOf(exception.getMessage()));
    }
  }

  private byte[] get(URI url) throws IOException {
    // A node is asked directly: a proxy meant for the Internet does not know it.
    HttpURLConnection connection =
        (HttpURLConnection) url.resolve("/election").toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "application/json");
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new IOException("not an election node (HTTP " + connection.getResponseCode() + ")");
    }
    try (InputStream body = connection.getInputStream()) {
      return body.readNBytes(LONGEST_ANSWER_BYTES);
    }
  }
}
