package io.election.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node says of itself on {@code GET /election}. */
record NodeAnswer(
    int nodeId,
    String role,
    long term,
    @Nullable Integer votedFor,
    @Nullable Integer leaderId,
    boolean isLeader) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** Asks the node on this port; empty if it does not answer. */
  static Optional<NodeAnswer> of(int port) {
    return of(HTTP, "http://127.0.0.1:" + port);
  }

  /** Asks the node at this URL; empty if it does not answer. */
  static Optional<NodeAnswer> of(HttpClient client, String url) {
    try {
      HttpResponse<String> response = get(client, url + "/election");
      JsonNode status = JSON.readTree(response.body());
      return Optional.of(
          new NodeAnswer(
              status.get("nodeId").intValue(),
              status.get("role").textValue(),
              status.get("term").longValue(),
              id(status.get("votedFor")),
              id(status.get("leaderId")),
              status.get("isLeader").booleanValue()));
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  static HttpResponse<String> get(int port, String path) throws IOException {
    return get(HTTP, "http://127.0.0.1:" + port + path);
  }

  static HttpResponse<String> get(HttpClient client, String url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static @Nullable Integer id(JsonNode node) {
    return node.isNull() ? null : node.intValue();
  }
}
