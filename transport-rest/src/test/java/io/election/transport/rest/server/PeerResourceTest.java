package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.wire.Refusals;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class PeerResourceTest {

  private static final Sender NODE_2 = new Sender("orders", 1, 2, -9_007_199_254_740_993L);

  @Inject RecordingHandler election;

  @BeforeEach
  void reset() {
    election.reset();
  }

  @Test
  void handsAVoteRequestToTheElectionAndItsAnswerBack() {
    given()
        .contentType("application/json")
        .body(
            """
            {"clusterId":"orders","protocolVersion":1,"senderId":2,
             "incarnation":-9007199254740993,"term":5,"round":3,"preVote":true}
            """)
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(
            equalTo(
                "{\"clusterId\":\"orders\",\"protocolVersion\":1,\"senderId\":1,"
                    + "\"incarnation\":-9223372036854775808,\"term\":5,\"granted\":true}"));
    assertThat(election.requests()).containsExactly(new VoteRequest(NODE_2, 5, 3, true));
  }

  @Test
  void handsAHeartbeatToTheElectionAndItsAnswerBack() {
    given()
        .contentType("application/json; charset=utf-8")
        .body(
            """
            {"clusterId":"orders","protocolVersion":1,"senderId":2,
             "incarnation":-9007199254740993,"term":5,"round":3,"reachable":[1,2],
             "transferSeal":-9007199254740993}
            """)
        .post("/raft/v1/append-entries")
        .then()
        .statusCode(200)
        .body(
            equalTo(
                "{\"clusterId\":\"orders\",\"protocolVersion\":1,\"senderId\":1,"
                    + "\"incarnation\":-9223372036854775808,\"term\":5,\"accepted\":true,\"priority\":1}"));
    assertThat(election.requests())
        .containsExactly(new HeartbeatRequest(NODE_2, 5, 3, Set.of(1, 2), -9_007_199_254_740_993L));
  }

  @Test
  void handsTimeoutNowToTheElectionAndItsAnswerBack() {
    given()
        .contentType("application/json")
        .body(
            """
            {"clusterId":"orders","protocolVersion":1,"senderId":2,
             "incarnation":-9007199254740993,"term":5,"round":3,"number":-9007199254740993}
            """)
        .post("/raft/v1/timeout-now")
        .then()
        .statusCode(200)
        .body(
            equalTo(
                "{\"clusterId\":\"orders\",\"protocolVersion\":1,\"senderId\":1,"
                    + "\"incarnation\":-9223372036854775808,\"term\":5,\"accepted\":true}"));
    assertThat(election.requests())
        .containsExactly(new TimeoutNowRequest(NODE_2, 5, 3, -9_007_199_254_740_993L));
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
    given()
        .contentType("application/json")
        .body(
            """
            {"clusterId":"orders","protocolVersion":2,"senderId":2,"incarnation":1,
             "term":5,"round":3,"preVote":false,"region":{"name":["eu",null]}}
            """)
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(200);
    assertThat(election.requests())
        .containsExactly(new VoteRequest(new Sender("orders", 2, 2, 1), 5, 3, false));
  }

  @ParameterizedTest
  @EnumSource
  void tellsARefusalToPeopleAndToThePeer(Refusal.Reason reason) {
    Refusal refusal =
        new Refusal(RecordingHandler.THIS_NODE, reason, "this node is of cluster 'orders'");
    election.answerWith(request -> CompletableFuture.completedStage(refusal));
    Map<Refusal.Reason, Integer> statuses =
        Map.of(
            Refusal.Reason.OTHER_CLUSTER, 403,
            Refusal.Reason.NOT_A_MEMBER, 403,
            Refusal.Reason.NOT_AUTHENTICATED, 401,
            Refusal.Reason.IMPERSONATION, 403,
            Refusal.Reason.REPLAYED, 401,
            Refusal.Reason.FORGOTTEN_TERM, 409,
            Refusal.Reason.DUPLICATE_ID, 409,
            Refusal.Reason.UNKNOWN_PROTOCOL, 400,
            Refusal.Reason.UNAVAILABLE, 503);

    byte[] body =
        Requests.vote()
            .post("/raft/v1/request-vote")
            .then()
            .statusCode(statuses.get(reason))
            .contentType("application/problem+json")
            .body("status", equalTo(statuses.get(reason)))
            .body("detail", equalTo("this node is of cluster 'orders'"))
            .body("reason", equalTo(reason.name()))
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
    durable.complete(new VoteResponse(RecordingHandler.THIS_NODE, 5, false));
    assertThat(first.join()).isEqualTo(200);
  }
}
