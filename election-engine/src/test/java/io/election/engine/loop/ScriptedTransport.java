package io.election.engine.loop;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Peers that say yes to everything at once, unless they are told to behave otherwise. */
final class ScriptedTransport implements PeerTransport {

  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final Map<Integer, Function<PeerRequest, CompletionStage<PeerResponse>>> scripts =
      new ConcurrentHashMap<>();

  /** What was sent to whom. */
  record Sent(int peer, PeerRequest request) {}

  @Override
  public CompletionStage<PeerResponse> send(Member peer, PeerRequest request) {
    sent.add(new Sent(peer.id(), request));
    return scripts
        .getOrDefault(peer.id(), asked -> CompletableFuture.completedFuture(yes(peer.id(), asked)))
        .apply(request);
  }

  void script(int peer, Function<PeerRequest, CompletionStage<PeerResponse>> behaviour) {
    scripts.put(peer, behaviour);
  }

  void neverAnswers(int peer) {
    script(peer, request -> new CompletableFuture<>());
  }

  /** Everything that was sent since the last call. */
  BlockingQueue<Sent> sent() {
    return sent;
  }

  static Sender sender(int peer) {
    return sender("test", Sender.CURRENT_PROTOCOL_VERSION, peer, 1000 + peer);
  }

  static Sender sender(String cluster, int version, int peer, long nonce) {
    return new Sender(
        cluster, version, peer, new Incarnation(100 + peer, 1, nonce), Set.of(1, 2, 3));
  }

  static PeerResponse yes(int peer, PeerRequest request) {
    return request instanceof VoteRequest
        ? new VoteResponse(sender(peer), request.term(), true, 0)
        : new HeartbeatResponse(
            sender(peer),
            request.term(),
            true,
            1,
            ((HeartbeatRequest) request).promise().lengthNanos());
  }

  @Override
  public void close() {}
}
