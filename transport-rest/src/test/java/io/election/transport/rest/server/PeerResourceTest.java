package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.Nodes;
import io.election.transport.rest.wire.Refusals;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class PeerResourceTest {

  @Inject RecordingHandler election;

  @BeforeEach
  void reset() {
    election.reset();
  }

  @Test
  void handsAVoteRequestToTheElectionAndItsAnswerBack() {
    Requests.vote()
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(
            equalTo(
                "{"
                    + Nodes.NODE_1_FIELDS
                    + ",\"term\":5,\"granted\":true,\"promiseLeftNanos\":0}"));
    assertThat(election.requests()).containsExactly(new VoteRequest(Nodes.NODE_2, 5, 3, true));
  }

  @Test
  void handsAHeartbeatToTheElectionAndItsAnswerBack() {
    given()
        .contentType("application/json; charset=utf-8")
        .body(Requests.HEARTBEAT)
        .post("/raft/v1/append-entries")
        .then()
        .statusCode(200)
        .body(
            equalTo(
                "{"
                    + Nodes.NODE_1_FIELDS
                    + ",\"term\":6,\"accepted\":true,\"priority\":1,\"promisedNanos\":500}"));
    assertThat(election.requests())
        .containsExactly(new HeartbeatRequest(Nodes.NODE_2, 6, 3, Set.of(1, 2), -7, Nodes.PROMISE));
  }

  @Test
  void handsTimeoutNowToTheElectionAndItsAnswerBack() {
    Requests.timeoutNow()
        .post("/raft/v1/timeout-now")
        .then()
        .statusCode(200)
        .body(equalTo("{" + Nodes.NODE_1_FIELDS + ",\"term\":6,\"accepted\":true}"));
    assertThat(election.requests()).containsExactly(new TimeoutNowRequest(Nodes.NODE_2, 6, 3, -9));
  }

  @Test
  void aSenderTellsWhatItHasHeardOfThisNode() {
    Requests.vote("\"recipient\":{\"term\":4}").post("/raft/v1/request-vote");
    Requests.vote(
            "\"recipient\":{\"term\":4,"
                + "\"incarnation\":{\"directory\":-1,\"starts\":2,\"nonce\":3}}")
        .post("/raft/v1/request-vote");
    Requests.vote("\"recipient\":null").post("/raft/v1/request-vote");
    assertThat(election.requests())
        .map(PeerRequest::recipient)
        .containsExactly(
            new Recipient(4, null), new Recipient(4, new Incarnation(-1, 2, 3)), Recipient.UNKNOWN);
  }

  @Test
  void aCandidateShowsByWhoseWordItStands() {
    Requests.vote("\"transfer\":{\"leaderId\":3,\"term\":4,\"number\":-8}")
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(200);
    Requests.vote("\"transfer\":null").post("/raft/v1/request-vote").then().statusCode(200);
    assertThat(election.requests())
        .map(request -> ((VoteRequest) request).transfer())
        .containsExactly(new TransferToken(3, 4, -8), null);
  }

  @Test
  void passesOverAFieldOfALaterVersion() {
    Requests.vote("\"region\":{\"name\":[\"eu\",null]}")
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(200);
    assertThat(election.requests()).containsExactly(new VoteRequest(Nodes.NODE_2, 5, 3, true));
  }

  /** Version 1 as it was, and one whose fields nobody knows yet. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request-vote|1|\"senderId\":2,\"incarnation\":4,\"term\":5,\"round\":3,\"preVote\":true",
        "append-entries|1|\"senderId\":2,\"incarnation\":4,\"term\":5,\"round\":3,\"reachable\":[1]",
        "timeout-now|1|\"senderId\":2,\"incarnation\":4,\"term\":5,\"round\":3,\"number\":6",
        "append-entries|3|\"from\":{\"node\":2}",
      })
  void refusesAProtocolVersionThatIsNotReadHere(String path, int version, String fields) {
    String detail =
        "a message from 127.0.0.1 was not read: it is of protocol version %d, this node reads version 2; update the node with the older software"
            .formatted(version);

    byte[] body =
        given()
            .contentType("application/json")
            .body("{\"clusterId\":\"orders\",\"protocolVersion\":%d,%s}".formatted(version, fields))
            .post("/raft/v1/" + path)
            .then()
            .statusCode(400)
            .contentType("application/problem+json")
            .extract()
            .asByteArray();

    Refusal refusal = new Refusal(Nodes.NODE_1, Refusal.Reason.UNKNOWN_PROTOCOL, detail);
    assertThat(Refusals.read(body)).contains(refusal);
    assertThat(election.refusals()).containsExactly(refusal);
    assertThat(election.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsARefusalToPeopleAndToThePeer(Refusal.Reason reason) {
    Refusal refusal = new Refusal(Nodes.NODE_1, reason, "this node is of cluster 'orders'");
    election.answerWith(request -> CompletableFuture.completedStage(refusal));
    int status =
        switch (reason) {
          case UNKNOWN_PROTOCOL -> 400;
          case NOT_AUTHENTICATED, REPLAYED -> 401;
          case OTHER_CLUSTER, NOT_A_MEMBER, IMPERSONATION -> 403;
          case DUPLICATE_ID,
              OLD_INCARNATION,
              OTHER_DIRECTORY,
              OTHER_MEMBERS,
              TERM_TOO_FAR,
              FORGOTTEN_TERM ->
              409;
          case UNAVAILABLE -> 503;
        };

    byte[] body =
        Requests.vote()
            .post("/raft/v1/request-vote")
            .then()
            .statusCode(status)
            .contentType("application/problem+json")
            .body("status", equalTo(status))
            .body("detail", equalTo("this node is of cluster 'orders'"))
            .body("reason", equalTo(reason.name()))
            .extract()
            .asByteArray();
    assertThat(Refusals.read(body)).contains(refusal);
  }

  @Test
  void tellsWhoeverIsOldHowOftenItsDirectoryWasStarted() {
    Refusal refusal =
        new Refusal(Nodes.NODE_1, Refusal.Reason.OLD_INCARNATION, "node 2 was started again", 8);
    election.answerWith(request -> CompletableFuture.completedStage(refusal));

    byte[] body =
        Requests.vote()
            .post("/raft/v1/request-vote")
            .then()
            .body("starts", equalTo(8))
            .extract()
            .asByteArray();

    assertThat(Refusals.read(body)).contains(refusal);
  }

  /** An event loop that is blocked answers no other peer (rule S3). */
  @Test
  void runsOnTheEventLoop() {
    AtomicBoolean onEventLoop = new AtomicBoolean();
    election.answerWith(
        request -> {
          onEventLoop.set(Context.isOnEventLoopThread());
          return RecordingHandler.yes(request);
        });
    Requests.vote().post("/raft/v1/request-vote").then().statusCode(200);
    assertThat(onEventLoop).isTrue();
  }

  /** The answer waits for the disk (rule S2), and meanwhile others are served. */
  @Test
  void answersWhenTheElectionDoesAndServesOthersMeanwhile() {
    CompletableFuture<VoteResponse> durable = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    election.answerWith(
        request -> {
          asked.complete(null);
          return request.term() == 5
              ? durable.thenApply(vote -> vote)
              : RecordingHandler.yes(request);
        });

    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(
            () -> Requests.vote().post("/raft/v1/request-vote").statusCode());
    asked.join();
    Requests.heartbeat().post("/raft/v1/append-entries").then().statusCode(200);

    assertThat(first).isNotDone();
    durable.complete(new VoteResponse(Nodes.NODE_1, 5, false, 0));
    assertThat(first.join()).isEqualTo(200);
  }
}
