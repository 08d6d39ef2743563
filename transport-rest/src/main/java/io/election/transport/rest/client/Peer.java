package io.election.transport.rest.client;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransportSettings;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.security.RequestSignature;
import io.election.transport.rest.wire.PeerMessages;
import io.election.transport.rest.wire.Problem;
import io.election.transport.rest.wire.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One peer: its connections and its three kinds of call, each guarded on its own. */
final class Peer implements AutoCloseable {

  private static final byte[] NO_BODY = {};

  private final Member member;
  private final TransportSettings settings;
  private final MemberTls tls;
  private final PeerSignatures signatures;
  private final HandshakeLog handshakes;
  private final FirstContact firstContact;
  private final CallGuard votes;
  private final CallGuard heartbeats;
  private final CallGuard handOvers;
  private final CallGuard options;
  private volatile PeerClient client;

  /** One of the calls of {@link PeerClient}. */
  private interface Endpoint {
    Uni<Response> call(PeerClient client, @Nullable String signature, byte[] body);
  }

  Peer(Member member, TransportSettings settings, MemberTls tls) {
    this.member = member;
    this.settings = settings;
    this.tls = tls;
    int id = member.id();
    signatures = new PeerSignatures(member, settings);
    handshakes = new HandshakeLog(settings.nodeId(), member);
    client = connect();
    firstContact = new FirstContact(this::askForNothing, settings.heartbeatInterval());
    votes = new CallGuard("peer " + id + " request-vote", settings);
    heartbeats = new CallGuard("peer " + id + " append-entries", settings);
    handOvers = new CallGuard("peer " + id + " timeout-now", settings);
    options = new CallGuard("peer " + id + " options", settings);
  }

  private PeerClient connect() {
    return PeerClients.connectTo(member, settings, tls.to(member, settings));
  }

  int id() {
    return member.id();
  }

  /**
   * Goes over to connections with the certificates as they are now. Calls go by the old ones until
   * a new one stands, or has failed, and those that are under way then end there.
   */
  void reconnect() {
    PeerClient next = connect();
    next.options().subscribe().with(answer -> replaceBy(next), failure -> replaceBy(next));
  }

  private void replaceBy(PeerClient next) {
    PeerClient old = client;
    client = next;
    CompletableFuture.delayedExecutor(settings.rpcTimeout().toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> close(old));
  }

  void prepare() {
    firstContact.make();
  }

  CompletionStage<PeerResponse> send(PeerRequest request) {
    return inTime(call(request));
  }

  /** Completes with nothing that means anything. */
  private CompletionStage<PeerResponse> askForNothing() {
    VoteResponse nothing = new VoteResponse(FirstContact.NOBODY, 0, false, 0);
    // Loads the classes that sign.
    signatures.sign("", NO_BODY);
    return inTime(options.call(() -> client.options().map(answer -> nothing)));
  }

  /** The guard's timeout fires on a worker, and a host application may keep all of those busy. */
  private CompletionStage<PeerResponse> inTime(Uni<PeerResponse> call) {
    return call.subscribeAsCompletionStage()
        .orTimeout(settings.rpcTimeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Uni<PeerResponse> call(PeerRequest request) {
    if (request instanceof VoteRequest vote) {
      return call(
          votes,
          "/raft/v1/request-vote",
          PeerClient::requestVote,
          PeerMessages.write(vote),
          PeerMessages::readVoteResponse);
    }
    if (request instanceof HeartbeatRequest heartbeat) {
      return call(
          heartbeats,
          "/raft/v1/append-entries",
          PeerClient::appendEntries,
          PeerMessages.write(heartbeat),
          PeerMessages::readHeartbeatResponse);
    }
    return call(
        handOvers,
        "/raft/v1/timeout-now",
        PeerClient::timeoutNow,
        PeerMessages.write((TimeoutNowRequest) request),
        PeerMessages::readTimeoutNowResponse);
  }

  private Uni<PeerResponse> call(
      CallGuard guard,
      String path,
      Endpoint endpoint,
      byte[] body,
      Function<byte[], ? extends PeerResponse> reader) {
    return guard
        .call(
            () -> {
              Optional<RequestSignature> signature = signatures.sign(path, body);
              return endpoint
                  .call(client, signature.map(RequestSignature::toHeader).orElse(null), body)
                  .map(answer -> read(answer, signature, reader));
            })
        .onItem()
        .invoke(handshakes::succeeded)
        .onFailure()
        .invoke(handshakes::failed);
  }

  private PeerResponse read(
      Response answer,
      Optional<RequestSignature> request,
      Function<byte[], ? extends PeerResponse> reader) {
    int status = answer.getStatus();
    byte[] body = answer.hasEntity() ? answer.readEntity(byte[].class) : NO_BODY;
    String signature = answer.getHeaderString(RequestSignature.HEADER);
    if (!signatures.isAnswered(request, signature, status, body)) {
      throw unexpected(status, " that is not signed with the secret of this cluster");
    }
    if (status == 200) {
      return reader.apply(body);
    }
    if (status >= 400 && Problem.MEDIA_TYPE_VALUE.equals(answer.getMediaType())) {
      return Refusals.read(body).orElseThrow(() -> unexpected(status, ""));
    }
    throw unexpected(status, "");
  }

  private IllegalStateException unexpected(int status, String more) {
    return new IllegalStateException(
        "node %d answered with HTTP status %d%s".formatted(id(), status, more));
  }

  @Override
  public void close() {
    firstContact.close();
    close(client);
  }

  private static void close(PeerClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
