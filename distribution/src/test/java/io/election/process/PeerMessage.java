package io.election.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message to a node, sent by whoever likes to.
 *
 * @param path where to
 * @param signature the header {@code X-Election-Signature}; null for none
 */
record PeerMessage(String path, String body, @Nullable String signature) {

  static final String VOTE = "/raft/v1/request-vote";
  static final String HEARTBEAT = "/raft/v1/append-entries";
  static final String TIMEOUT_NOW = "/raft/v1/timeout-now";

  /** Asks for a vote in a term far above everybody's: whoever believes it steps down. */
  static PeerMessage higherTerm(String clusterId, int sender) {
    return new PeerMessage(
        VOTE,
        """
        {"clusterId":"%s","protocolVersion":2,"senderId":%d,
         "incarnation":{"directory":4,"starts":4,"nonce":4},"members":[1,2,3],"term":1000000,
         "round":3,"preVote":false}"""
            .formatted(clusterId, sender),
        null);
  }

  /** A heartbeat of a leader in a term far above everybody's. */
  static PeerMessage forgedLeader(int sender) {
    return new PeerMessage(
        HEARTBEAT,
        """
        {"clusterId":"local","protocolVersion":2,"senderId":%d,
         "incarnation":{"directory":4,"starts":4,"nonce":4},"members":[1,2,3],"term":1000000,
         "round":3,"reachable":[1,2,3],"transferSeal":7,
         "promise":{"lengthNanos":500000000,"spreadNanos":1,"intervalNanos":1}}"""
            .formatted(sender),
        null);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  PeerMessage signed(@Nullable String newSignature) {
    return new PeerMessage(path, body, newSignature);
  }

  /** Sends it; gives the status and the body of the answer. */
  Answer send(HttpClient client, String url) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(bytes()));
    if (signature != null) {
      request.header("X-Election-Signature", signature);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** What came back. */
  record Answer(int status, String body) {}
}
