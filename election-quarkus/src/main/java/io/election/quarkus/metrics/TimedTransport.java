package io.election.quarkus.metrics;

import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerTransport;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Times every call, from sending it to knowing what came of it. */
final class TimedTransport implements PeerTransport {

  private final PeerTransport transport;
  private final PeerCallMeter meter;

  TimedTransport(PeerTransport transport, PeerCallMeter meter) {
    this.transport = transport;
    this.meter = meter;
  }

  @Override
  public CompletionStage<PeerResponse> send(Member peer, PeerRequest request) {
    long begunNanos = System.nanoTime();
    return transport
        .send(peer, request)
        .whenComplete(
            (response, failure) ->
                meter.called(
                    peer.id(),
                    Rpc.of(request),
                    CallOutcome.of(response, failure),
                    Duration.ofNanos(System.nanoTime() - begunNanos)));
  }

  @Override
  public void prepare() {
    transport.prepare();
  }

  @Override
  public void close() {
    transport.close();
  }
}
