package io.election.quarkus.metrics;

import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What came of a call to a peer. */
enum CallOutcome {
  /** The peer answered; a vote that it did not give is an answer, too. */
  SUCCESS,
  /** The peer did not consider the message (rule T6). */
  REFUSED,
  /** No answer came in time. */
  TIMEOUT,
  /** The call was not made, since those before it had failed. */
  CIRCUIT_OPEN,
  /** Anything else: a connection refused, an answer that cannot be read. */
  ERROR;

  static CallOutcome of(@Nullable PeerResponse response, @Nullable Throwable failure) {
    if (failure == null) {
      return response instanceof Refusal ? REFUSED : SUCCESS;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return TIMEOUT;
      }
      if (cause instanceof RejectedExecutionException) {
        return CIRCUIT_OPEN;
      }
    }
    return ERROR;
  }
}
