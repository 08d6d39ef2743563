package io.election.transport.rest.client;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransportSettings;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.wire.PeerMessages;
import io.election.transport.rest.wire.Problem;
import io.election.transport.rest.wire.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** One peer: its connections and its three kinds of call, each guarded on its own. */
final class Peer implements AutoCloseable {

  private static final byte[] NO_BODY = {};

  private final int id;
  private final long rpcTimeoutNanos;
  private final PeerClient client;
  private final FirstContact firstContact;
  private final CallGuard votes;
  private final CallGuard heartbeats;
  private final CallGuard handOvers;
  private final CallGuard options;

  Peer(Member member, TransportSettings settings) {
    id = member.id();
    rpcTimeoutNanos = settings.rpcTimeout().toNanos();
    client = PeerClients.connectTo(member, settings);
    firstContact = new FirstContact(this::askForNothing, settings.heartbeatInterval());
    votes = new CallGuard("peer " + id + " request-vote", settings);
    heartbeats = new CallGuard("peer " + id + " append-entries", settings);
    handOvers = new CallGuard("peer " + id + " timeout-now", settings);
    options = new CallGuard("peer " + id + " options", settings);
  }

  int id() {
    return id;
  }

  void prepare() {
    firstContact.make();
  }

  CompletionStage<PeerResponse> send(PeerRequest request) {
    return inTime(call(request));
  }

  /** Completes with nothing that means anything. */
  private CompletionStage<PeerResponse> askForNothing() {
    VoteResponse nothing = new VoteResponse(FirstContact.NOBODY, 0, false);
    return inTime(call(options, client::options, body -> nothing));
  }

  /** The guard's timeout fires on a worker, and a host application may keep all of those busy. */
  private CompletionStage<PeerResponse> inTime(Uni<PeerResponse> call) {
    return call.subscribeAsCompletionStage().orTimeout(rpcTimeoutNanos, TimeUnit.NANOSECONDS);
  }

  private Uni<PeerResponse> call(PeerRequest request) {
    if (request instanceof VoteRequest vote) {
      byte[] body = PeerMessages.write(vote);
      return call(votes, () -> client.requestVote(body), PeerMessages::readVoteResponse);
    }
    if (request instanceof HeartbeatRequest heartbeat) {
      byte[] body = PeerMessages.write(heartbeat);
      return call(
          heartbeats, () -> client.appendEntries(body), PeerMessages::readHeartbeatResponse);
    }
    byte[] body = PeerMessages.write((TimeoutNowRequest) request);
    return call(handOvers, () -> client.timeoutNow(body), PeerMessages::readTimeoutNowResponse);
  }

  private Uni<PeerResponse> call(
      CallGuard guard,
      Supplier<Uni<Response>> call,
      Function<byte[], ? extends PeerResponse> reader) {
    return guard.call(() -> call.get().map(answer -> read(answer, reader)));
  }

  private PeerResponse read(Response answer, Function<byte[], ? extends PeerResponse> reader) {
    int status = answer.getStatus();
    byte[] body = answer.hasEntity() ? answer.readEntity(byte[].class) : NO_BODY;
    if (status == 200) {
      return reader.apply(body);
    }
    if (status >= 400 && Problem.MEDIA_TYPE_VALUE.equals(answer.getMediaType())) {
      return Refusals.read(body).orElseThrow(() -> unexpected(status));
    }
    throw unexpected(status);
  }

  private IllegalStateException unexpected(int status) {
    return new IllegalStateException("node " + id + " answered with HTTP status " + status);
  }

  @Override
  public void close() {
    firstContact.close();
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
