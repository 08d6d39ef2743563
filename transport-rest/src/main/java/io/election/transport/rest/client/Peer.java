package io.election.transport.rest.client;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TransportSettings;
import io.election.api.transport.VoteRequest;
import io.election.transport.rest.wire.PeerMessages;
import io.election.transport.rest.wire.Refusals;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** One peer: its connections and its two kinds of call, each guarded on its own. */
final class Peer implements AutoCloseable {

  private final int id;
  private final long rpcTimeoutNanos;
  private final PeerClient client;
  private final CallGuard votes;
  private final CallGuard heartbeats;

  Peer(Member member, TransportSettings settings) {
    id = member.id();
    rpcTimeoutNanos = settings.rpcTimeout().toNanos();
    client = PeerClients.connectTo(member, settings);
    votes = new CallGuard("peer " + id + " request-vote", settings);
    heartbeats = new CallGuard("peer " + id + " append-entries", settings);
  }

  int id() {
    return id;
  }

  CompletionStage<PeerResponse> send(PeerRequest request) {
    // The guard's and the client's own timeouts need a worker thread or come one after the other;
    // this one keeps the promise of PeerTransport when a host application has starved the workers.
    return call(request)
        .subscribeAsCompletionStage()
        .orTimeout(rpcTimeoutNanos, TimeUnit.NANOSECONDS);
  }

  private Uni<PeerResponse> call(PeerRequest request) {
    if (request instanceof VoteRequest vote) {
      byte[] body = PeerMessages.write(vote);
      return votes.call(
          () ->
              client.requestVote(body).map(answer -> read(answer, PeerMessages::readVoteResponse)));
    }
    byte[] body = PeerMessages.write((HeartbeatRequest) request);
    return heartbeats.call(
        () ->
            client
                .appendEntries(body)
                .map(answer -> read(answer, PeerMessages::readHeartbeatResponse)));
  }

  private PeerResponse read(
      RestResponse<byte[]> answer, Function<byte[], ? extends PeerResponse> reader) {
    int status = answer.getStatus();
    if (status == 200) {
      return reader.apply(answer.getEntity());
    }
    if (status >= 400 && answer.getEntity() != null) {
      return Refusals.read(answer.getEntity()).orElseThrow(() -> unexpected(status));
    }
    throw unexpected(status);
  }

  private IllegalStateException unexpected(int status) {
    return new IllegalStateException("node " + id + " answered with HTTP status " + status);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
