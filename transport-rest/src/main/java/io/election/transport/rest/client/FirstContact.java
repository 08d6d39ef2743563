package io.election.transport.rest.client;

import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.wire.PeerMessages;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls a peer once for nothing, until it has answered. The first call of a JVM loads classes for
 * longer than a call may take, and without this a follower would make it when its leader has just
 * died.
 */
final class FirstContact implements AutoCloseable {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final PeerClient client;
  private final Duration firstPause;
  private volatile @Nullable Cancellable underWay;

  FirstContact(PeerClient client, Duration firstPause) {
    this.client = client;
    this.firstPause = firstPause;
  }

  /** Returns at once; it is a worker thread that loads the classes. */
  void make() {
    underWay =
        Uni.createFrom()
            .deferred(this::call)
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
            .onFailure()
            .retry()
            .withBackOff(firstPause, LONGEST_PAUSE)
            .indefinitely()
            .subscribe()
            .with(Response::close, failure -> {});
  }

  private Uni<Response> call() {
    readAndWriteMessages();
    return client.options();
  }

  private static void readAndWriteMessages() {
    Sender nobody = new Sender("none", Sender.CURRENT_PROTOCOL_VERSION, 1, 0);
    TimeoutNowRequest handOver =
        PeerMessages.readTimeoutNowRequest(
            PeerMessages.write(new TimeoutNowRequest(nobody, 0, 0, 0)));
    handOver.token().seal();
    PeerMessages.readVoteRequest(
        PeerMessages.write(new VoteRequest(nobody, 0, 0, false, handOver.token())));
    PeerMessages.readVoteResponse(PeerMessages.write(new VoteResponse(nobody, 0, false)));
    PeerMessages.readTimeoutNowResponse(
        PeerMessages.write(new TimeoutNowResponse(nobody, 0, false)));
  }

  @Override
  public void close() {
    Cancellable contact = underWay;
    if (contact != null) {
      contact.cancel();
    }
  }
}
