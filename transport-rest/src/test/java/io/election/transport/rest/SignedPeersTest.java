package io.election.transport.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Member;
import io.election.api.transport.PeerSecurity;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.SharedSecret;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransportSettings;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.server.RecordingHandler;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way from node 2 to node 1, which asks for signatures. */
@QuarkusTest
@TestProfile(SignedPeersTest.WithASecret.class)
@Timeout(60)
class SignedPeersTest {

  private static final String SECRET = "the secret of this cluster";
  private static final VoteRequest VOTE = new VoteRequest(Nodes.NODE_2, 5, 3, true);

  public static class WithASecret implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("test.secret", SECRET);
    }
  }

  @TestHTTPResource("/")
  URI thisServer;

  @Inject PeerTransportFactory factory;
  @Inject RecordingHandler election;

  @BeforeEach
  void reset() {
    election.reset();
  }

  private PeerTransport open(int nodeId, String secret) {
    return factory.open(
        new TransportSettings(
            nodeId,
            List.of(server()),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            new PeerSecurity(Optional.empty(), Optional.of(new SharedSecret(secret)))));
  }

  private Member server() {
    return new Member(1, "127.0.0.1", thisServer.getPort());
  }

  @Test
  void everyKindOfMessageAndItsAnswerIsSigned() throws Exception {
    HeartbeatRequest heartbeat =
        new HeartbeatRequest(Nodes.NODE_2, 5, 4, Set.of(1, 2), -6, Nodes.PROMISE);
    TimeoutNowRequest timeoutNow = new TimeoutNowRequest(Nodes.NODE_2, 5, 9, -8);
    try (PeerTransport transport = open(2, SECRET)) {
      assertThat(transport.send(server(), VOTE).toCompletableFuture().get())
          .isEqualTo(new VoteResponse(Nodes.NODE_1, 5, true, 0));
      assertThat(transport.send(server(), heartbeat).toCompletableFuture().get())
          .isEqualTo(new HeartbeatResponse(Nodes.NODE_1, 5, true, 1, 500));
      assertThat(transport.send(server(), timeoutNow).toCompletableFuture().get())
          .isEqualTo(new TimeoutNowResponse(Nodes.NODE_1, 5, true));
    }
    assertThat(election.requests()).containsExactly(VOTE, heartbeat, timeoutNow);
  }

  /** What the election itself refuses is told to the member that asked, signed as well. */
  @Test
  void aRefusalIsAnAnswer() throws Exception {
    Refusal refusal = new Refusal(Nodes.NODE_1, Refusal.Reason.DUPLICATE_ID, "a twin");
    election.answerWith(request -> CompletableFuture.completedStage(refusal));
    try (PeerTransport transport = open(2, SECRET)) {
      assertThat(transport.send(server(), VOTE).toCompletableFuture().get()).isEqualTo(refusal);
    }
  }

  /** So that a member is believed when it says that the software is too old. */
  @Test
  void anotherProtocolVersionIsRefusedWithASignature() throws Exception {
    Sender later = new Sender("orders", 3, 2, Nodes.NODE_2.incarnation(), Set.of(1, 2));
    try (PeerTransport transport = open(2, SECRET)) {
      assertThat(
              transport
                  .send(server(), new VoteRequest(later, 5, 3, true))
                  .toCompletableFuture()
                  .get())
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNKNOWN_PROTOCOL));
    }
    assertRefused(Refusal.Reason.UNKNOWN_PROTOCOL);
  }

  @Test
  void whoHasAnotherSecretIsRefusedAndBelievesNoAnswer() {
    try (PeerTransport transport = open(2, "the secret of another cluster")) {
      assertThatThrownBy(() -> transport.send(server(), VOTE).toCompletableFuture().get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining(
              "node 1 answered with HTTP status 401 that is not signed with the secret");
    }
    assertRefused(Refusal.Reason.NOT_AUTHENTICATED);
  }

  @Test
  void whoSignsAsOneMemberCannotSpeakForAnother() {
    try (PeerTransport transport = open(3, SECRET)) {
      assertThatThrownBy(() -> transport.send(server(), VOTE).toCompletableFuture().get())
          .hasMessageContaining("HTTP status 403");
    }
    assertRefused(Refusal.Reason.IMPERSONATION);
  }

  @Test
  void whoDoesNotSignIsRefusedBeforeAnythingIsRead() {
    given()
        .contentType("application/json")
        .body("no message at all")
        .post("/raft/v1/append-entries")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("X-Election-Signature", (String) null);
    assertRefused(Refusal.Reason.NOT_AUTHENTICATED);
  }

  private void assertRefused(Refusal.Reason reason) {
    assertThat(election.requests()).isEmpty();
    assertThat(election.refusals()).extracting(Refusal::reason).containsExactly(reason);
  }
}
