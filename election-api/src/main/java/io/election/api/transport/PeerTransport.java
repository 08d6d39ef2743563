package io.election.api.transport;

import java.util.concurrent.CompletionStage;

/** Sends requests to the other members. */
public interface PeerTransport extends AutoCloseable {

  /**
   * Sends one request once; the next round is the retry (rule M2).
   *
   * <p>Returns at once and never blocks: not for a connection, not for a name look-up, not for
   * another peer's slowness (rule S3). The stage completes on any thread within {@link
   * TransportSettings#rpcTimeout()}: with the answer, or exceptionally if there was none. A {@link
   * java.util.concurrent.TimeoutException}, itself or as a cause, says that no answer came in time,
   * a {@link java.util.concurrent.RejectedExecutionException} that the request was not sent, since
   * others before it had failed.
   *
   * @param peer the member to ask, never this node itself
   */
  CompletionStage<PeerResponse> send(Member peer, PeerRequest request);

  /**
   * Does in the background whatever makes a first call slower than a later one. A follower may send
   * nothing for months and must then win an election within one call's timeout. Called once, when
   * the node starts; returns at once.
   */
  default void prepare() {}

  /** Gives up open calls and connections. Closing twice does no harm. */
  @Override
  void close();
}
