package io.election.transport.rest.client;

import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Recipient;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.wire.PeerMessages;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a peer once for nothing, until it has answered. The first call of a JVM loads classes for
 * longer than a call may take, and without this a follower would make it when its leader has just
 * died.
 */
final class FirstContact implements AutoCloseable {

  /** Never leaves this process: what goes to the peer has no body. */
  static final Sender NOBODY =
      new Sender("none", Sender.CURRENT_PROTOCOL_VERSION, 1, new Incarnation(0, 1, 0), Set.of(1));

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Supplier<CompletionStage<PeerResponse>> options;
  private final Duration firstPause;
  private volatile @Nullable Cancellable underWay;

  /**
   * @param options a call that goes the way of all calls to the peer and asks for nothing
   * @param firstPause from the first call to the second, if the first was not answered
   */
  FirstContact(Supplier<CompletionStage<PeerResponse>> options, Duration firstPause) {
    this.options = options;
    this.firstPause = firstPause;
  }

  /** Returns at once; it is a worker thread that loads the classes. */
  void make() {
    underWay =
        Uni.createFrom()
            .completionStage(this::call)
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
            .onFailure()
            .retry()
            .withBackOff(firstPause, LONGEST_PAUSE)
            .indefinitely()
            .subscribe()
            .with(answer -> {}, failure -> {});
  }

  private CompletionStage<PeerResponse> call() {
    readAndWriteMessages();
    return options.get();
  }

  private static void readAndWriteMessages() {
    TimeoutNowRequest handOver =
        PeerMessages.readTimeoutNowRequest(
            PeerMessages.write(new TimeoutNowRequest(NOBODY, 0, 0, 0)));
    handOver.token().seal();
    PeerMessages.readVoteRequest(
        PeerMessages.write(
            new VoteRequest(
                NOBODY, 0, 0, false, handOver.token(), new Recipient(0, NOBODY.incarnation()))));
    PeerMessages.readVoteResponse(PeerMessages.write(new VoteResponse(NOBODY, 0, false, 0)));
    PeerMessages.readTimeoutNowResponse(
        PeerMessages.write(new TimeoutNowResponse(NOBODY, 0, false)));
  }

  @Override
  public void close() {
    Cancellable contact = underWay;
    if (contact != null) {
      contact.cancel();
    }
  }
}
