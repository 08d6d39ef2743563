package io.election.transport.rest.server;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerRequestHandler;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.Nodes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An election that says yes to everybody, or what a test tells it, and remembers who asked. */
@Singleton
public class RecordingHandler implements PeerRequestHandler {

  private final List<PeerRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  private volatile Function<PeerRequest, CompletionStage<PeerResponse>> answer =
      RecordingHandler::yes;

  @Override
  public CompletionStage<PeerResponse> handle(PeerRequest request) {
    requests.add(request);
    return answer.apply(request);
  }

  @Override
  public Refusal refuse(Refusal.Reason reason, String detail) {
    Refusal refusal = new Refusal(Nodes.NODE_1, reason, detail);
    refusals.add(refusal);
    return refusal;
  }

  /** What the transport refused by itself. */
  public List<Refusal> refusals() {
    return refusals;
  }

  public List<PeerRequest> requests() {
    return requests;
  }

  public void answerWith(Function<PeerRequest, CompletionStage<PeerResponse>> newAnswer) {
    answer = newAnswer;
  }

  public void reset() {
    requests.clear();
    refusals.clear();
    answer = RecordingHandler::yes;
  }

  public static CompletionStage<PeerResponse> yes(PeerRequest request) {
    return CompletableFuture.completedStage(answer(request));
  }

  private static PeerResponse answer(PeerRequest request) {
    if (request instanceof VoteRequest) {
      return new VoteResponse(Nodes.NODE_1, request.term(), true, 0);
    }
    return request instanceof HeartbeatRequest heartbeat
        ? new HeartbeatResponse(
            Nodes.NODE_1, request.term(), true, 1, heartbeat.promise().lengthNanos())
        : new TimeoutNowResponse(Nodes.NODE_1, request.term(), true);
  }
}
