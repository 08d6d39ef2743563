package io.election.engine.loop;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls of the application that act as the leader while they last. Nobody can interrupt them, so a
 * hand-over waits for them, within its bounds (rule H1). Safe for use by any thread.
 */
public final class LeaderCalls {

  private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

  /**
   * A call begins. Whoever calls this asks {@code isLeader()} afterwards, so that a hand-over that
   * begins in between waits in vain rather than not at all.
   *
   * @return to be completed when the call has ended, in whatever way
   */
  public CompletableFuture<Void> begin() {
    CompletableFuture<Void> call = new CompletableFuture<>();
    underWay.add(call);
    call.whenComplete((ended, failure) -> underWay.remove(call));
    return call;
  }

  /** Completes when those calls have ended that are under way now. */
  CompletableFuture<Void> ended() {
    return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
  }
}
