package io.election.engine;

import io.election.api.store.PersistentState;
import io.election.api.store.Vote;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record, and how much of it is on disk. Writes go one at a time: what changes while one is
 * under way goes with the next. What was decided in memory is never taken back, also when it could
 * not be written (rule T3).
 */
final class DurableState {

  private final long answerWithinNanos;
  private final long proofEveryNanos;
  private PersistentState latest;
  private PersistentState durable;
  private @Nullable PersistentState underWay;
  private long startedAtNanos;
  private long answeredAtNanos;
  private @Nullable String failure;

  DurableState(PersistentState restored, Timings timings, long nowNanos) {
    this.latest = restored;
    this.durable = restored;
    this.answerWithinNanos = timings.timeoutMinNanos();
    this.proofEveryNanos = timings.timeoutMaxNanos();
    this.answeredAtNanos = nowNanos;
  }

  long term() {
    return latest.term();
  }

  /** Who got the vote of this term; null if nobody did. */
  @Nullable Vote vote() {
    return latest.vote();
  }

  /** All that was decided, on disk or not. */
  PersistentState latest() {
    return latest;
  }

  /** The part that may be shown (rule S2). */
  PersistentState durable() {
    return durable;
  }

  boolean isDurable() {
    return latest.equals(durable);
  }

  /** Whether what was decided may soon be durable: until then nothing that rests on it is told. */
  boolean isBeingWritten() {
    return isAvailable() && !isDurable();
  }

  /** Whether the store did what it was last asked, in time. */
  boolean isAvailable() {
    return failure == null;
  }

  @Nullable String failure() {
    return failure;
  }

  void advanceTo(long term) {
    latest = latest.advanceTo(term);
  }

  void voteFor(Vote candidate) {
    latest = latest.voteFor(candidate);
  }

  /** Somebody was started so often on this node's directory, or a copy of it (rule D11). */
  void startedAtLeast(long starts) {
    latest = latest.startedAtLeast(starts);
  }

  /**
   * D3: whether a promise of this length may be made: no crash now, or after any write that is
   * under way or wanted, makes this node forget how long it has to be quiet.
   */
  boolean coversPromise(long lengthNanos) {
    long millis = PromiseCap.millisFor(lengthNanos);
    return millis <= durable.promiseCapMillis()
        && millis <= latest.promiseCapMillis()
        && (underWay == null || millis <= underWay.promiseCapMillis());
  }

  void raisePromiseCap(long lengthNanos) {
    long millis = PromiseCap.millisFor(lengthNanos);
    if (millis > latest.promiseCapMillis()) {
      latest = latest.withPromiseCap(millis);
    }
  }

  /** D8: only while nothing is written and nothing waits to be. */
  void lowerPromiseCap(long lengthNanos) {
    long millis = PromiseCap.millisFor(lengthNanos);
    if (underWay == null && isDurable() && millis < latest.promiseCapMillis()) {
      latest = latest.withPromiseCap(millis);
    }
  }

  /**
   * The write that should start now, if any.
   *
   * @param proveStore whether a store that has long had nothing to do must show that it still
   *     works: a leader's (rule T5)
   */
  Optional<Effect> startWrite(long nowNanos, boolean proveStore) {
    if (underWay != null || nowNanos < nextWriteAtNanos(proveStore)) {
      return Optional.empty();
    }
    underWay = latest;
    startedAtNanos = nowNanos;
    return Optional.of(new Effect.Store(latest));
  }

  private long nextWriteAtNanos(boolean proveStore) {
    if (failure != null) {
      return answeredAtNanos + answerWithinNanos;
    }
    if (!isDurable()) {
      return View.NEVER;
    }
    return proveStore ? answeredAtNanos + proofEveryNanos : Long.MAX_VALUE;
  }

  void stored(PersistentState state, long nowNanos) {
    answered(state, nowNanos);
    durable = state;
    failure = null;
  }

  void failed(PersistentState state, String cause, long nowNanos) {
    answered(state, nowNanos);
    failure = cause;
  }

  private void answered(PersistentState state, long nowNanos) {
    if (!state.equals(underWay)) {
      throw new IllegalStateException("the store answered for " + state + ", not " + underWay);
    }
    underWay = null;
    answeredAtNanos = nowNanos;
  }

  /**
   * Whether the write under way has just become one that is not waited for any longer (rule T5).
   */
  boolean isOverdue(long nowNanos) {
    return underWay != null && failure == null && nowNanos - startedAtNanos >= answerWithinNanos;
  }

  void giveUpWaiting(long nowNanos) {
    failure = "no answer for " + (nowNanos - startedAtNanos) / 1_000_000 + " ms";
  }

  /** When this has to be looked at again. */
  long deadlineNanos(boolean proveStore) {
    if (underWay == null) {
      return nextWriteAtNanos(proveStore);
    }
    return failure == null ? startedAtNanos + answerWithinNanos : Long.MAX_VALUE;
  }
}
