package io.election.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.NodeAnswer.Done;
import io.election.cli.NodeAnswer.Refused;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.access.NodeAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks nodes for their status, or to do something. Blocks its caller for at most about twice the
 * timeout; may be used by any number of threads.
 *
 * <p>It uses the platform's older HTTP client because that starts in a fraction of the time of the
 * newer one, and most of what a short command does is start.
 */
public final class NodeClient {

  /** Far more than a status needs; a stranger on the port cannot fill the memory. */
  private static final int LONGEST_ANSWER_BYTES = 1 << 20;

  private static final String NO_NODE = "not an election node";

  /** Where a node says how long its election clock has run; a clock that never goes back. */
  private static final String UPTIME_HEADER = "X-Election-Uptime-Nanos";

  private final Duration timeout;
  private final NodeAccess access;

  /**
   * @param timeout the longest wait for a connection, and again for the answer
   * @param access as whom nodes are asked
   */
  public NodeClient(Duration timeout, NodeAccess access) {
    this.timeout = timeout;
    this.access = access;
  }

  /** Asks one node for its status. */
  public NodeReply ask(URI url) {
    try {
      HttpURLConnection connection = connect(url, "/election");
      int httpStatus = connection.getResponseCode();
      byte[] body = body(connection);
      if (isRefusal(httpStatus) && problem(body).hasNonNull("detail")) {
        return new Unanswered(url, refusal(httpStatus, body).path("detail").asText(), true);
      }
      if (httpStatus != HttpURLConnection.HTTP_OK) {
        return new Unanswered(url, NO_NODE + " (HTTP " + httpStatus + ")");
      }
      if (NodeJson.MAPPER.readTree(body) instanceof ObjectNode object) {
        NodeStatus status = NodeJson.MAPPER.treeToValue(object, NodeStatus.class);
        return new Answered(url, status, object, uptimeNanos(connection));
      }
      return new Unanswered(url, NO_NODE);
    } catch (IOException exception) {
      return new Unanswered(url, reason(exception));
    }
  }

  /**
   * Asks one node to do something.
   *
   * @param path what, such as {@code /election/resign}
   * @param order how, as a JSON object
   */
  public NodeAnswer post(URI url, String path, ObjectNode order) {
    try {
      HttpURLConnection connection = connect(url, path);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.getOutputStream().write(NodeJson.MAPPER.writeValueAsBytes(order));
      int httpStatus = connection.getResponseCode();
      byte[] body = body(connection);
      if (httpStatus == HttpURLConnection.HTTP_OK) {
        return NodeJson.MAPPER.readTree(body) instanceof ObjectNode object
            ? new Done(url, object)
            : new NodeAnswer.Unanswered(url, NO_NODE);
      }
      return new Refused(url, httpStatus, refusal(httpStatus, body));
    } catch (IOException exception) {
      return new NodeAnswer.Unanswered(url, reason(exception));
    }
  }

  private HttpURLConnection connect(URI url, String path) throws IOException {
    // A node is asked directly: a proxy meant for the Internet does not know it.
    HttpURLConnection connection =
        (HttpURLConnection) url.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    access.applyTo(connection);
    connection.setRequestProperty("Accept", "application/json, application/problem+json");
    return connection;
  }

  /** Read to its end, so that the connection can be used again. */
  private static byte[] body(HttpURLConnection connection) throws IOException {
    boolean isError = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream body = isError ? connection.getErrorStream() : connection.getInputStream()) {
      return body == null ? new byte[0] : body.readNBytes(LONGEST_ANSWER_BYTES);
    }
  }

  private static boolean isRefusal(int httpStatus) {
    return httpStatus == HttpURLConnection.HTTP_UNAUTHORIZED
        || httpStatus == HttpURLConnection.HTTP_FORBIDDEN;
  }

  /** What the node said, and what whoever asked can do about it here. */
  private ObjectNode refusal(int httpStatus, byte[] body) {
    ObjectNode problem = problem(body);
    if (httpStatus == HttpURLConnection.HTTP_UNAUTHORIZED) {
      problem.put("detail", problem.path("detail").asText("HTTP 401") + access.wayOut());
    }
    return problem;
  }

  static ObjectNode problem(byte[] body) {
    try {
      if (NodeJson.MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException noJson) {
      // What is no problem report says nothing that could be told on.
    }
    return NodeJson.MAPPER.createObjectNode();
  }

  private static @Nullable Long uptimeNanos(HttpURLConnection connection) {
    long nanos = connection.getHeaderFieldLong(UPTIME_HEADER, -1);
    return nanos < 0 ? null : nanos;
  }

  private String reason(IOException exception) {
    if (exception instanceof JsonProcessingException) {
      return NO_NODE;
    }
    if (exception instanceof ConnectException) {
      return "connection refused";
    }
    if (exception instanceof UnknownHostException) {
      return "unknown host";
    }
    if (exception instanceof SocketTimeoutException) {
      return "no answer within " + timeout.toMillis() + " ms";
    }
    if (exception instanceof SSLException) {
      return untrusted(exception);
    }
    return String.valueOf(exception.getMessage());
  }

  /** Why TLS came to nothing, and what to look at. */
  static String untrusted(Throwable failure) {
    return "no TLS connection: %s; is --certificate-authority that of the cluster?"
        .formatted(failure.getMessage());
  }
}
