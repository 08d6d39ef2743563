package io.election.transport.rest.client;

import io.election.api.transport.PeerResponse;
import io.election.api.transport.TransportSettings;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Timeout and circuit breaker around one kind of call to one peer. There is no retry: the next
 * round is the retry. Any answer of the peer, a refusal too, is a success to the breaker.
 *
 * <p>A breaker must not keep a peer that came back unheard (rule M2), and it would in two ways:
 *
 * <ul>
 *   <li>While open. So it is open for half a heartbeat interval: of two rounds in a row it can hold
 *       back one at most.
 *   <li>While half-open, for it then lets one call try and holds back all others, and against a
 *       silent peer that one hangs for the whole timeout. So what it holds back then is sent beside
 *       it.
 * </ul>
 */
final class CallGuard {

  private static final int FAILURES_TO_OPEN = 3;

  private final TypedGuard<Uni<PeerResponse>> guard;
  private volatile CircuitBreakerState breaker = CircuitBreakerState.CLOSED;

  CallGuard(String description, TransportSettings settings) {
    guard =
        TypedGuard.create(new TypeLiteral<Uni<PeerResponse>>() {})
            .withDescription(description)
            .withThreadOffload(false)
            .withTimeout()
            .duration(milliseconds(settings.rpcTimeout()), ChronoUnit.MILLIS)
            .done()
            .withCircuitBreaker()
            .requestVolumeThreshold(FAILURES_TO_OPEN)
            .failureRatio(1)
            .successThreshold(1)
            .delay(milliseconds(settings.heartbeatInterval().dividedBy(2)), ChronoUnit.MILLIS)
            .onStateChange(state -> breaker = state)
            .done()
            .build();
  }

  Uni<PeerResponse> call(Supplier<Uni<PeerResponse>> call) {
    return guard
        .get(call)
        .onFailure(CircuitBreakerOpenException.class)
        .recoverWithUni(
            heldBack ->
                breaker == CircuitBreakerState.HALF_OPEN
                    ? call.get()
                    : Uni.createFrom().failure(heldBack))
        .onFailure()
        .transform(CallGuard::inTermsOfTheCaller);
  }

  /** Callers know no fault tolerance and no Netty; see {@code PeerTransport.send}. */
  private static Throwable inTermsOfTheCaller(Throwable failure) {
    if (failure instanceof CircuitBreakerOpenException) {
      return new RejectedExecutionException(failure.getMessage(), failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException
          || cause instanceof ConnectTimeoutException) {
        return new TimeoutException(cause.getMessage());
      }
    }
    return failure;
  }

  private static long milliseconds(Duration duration) {
    return Math.max(1, duration.toMillis());
  }
}
