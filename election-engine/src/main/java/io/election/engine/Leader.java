package io.election.engine;

import io.election.api.Role;
import io.election.api.transport.TransferToken;
import org.jspecify.annotations.Nullable;

/**
 * Was elected, and leads from the moment when a majority has answered its heartbeats (rule L1) for
 * as long as its lease runs.
 */
final class Leader implements RoleState {

  private final Lease lease;
  private final TransferToken token;
  private final Successors successors;
  private boolean announced;
  private long lastRoundAtNanos;
  private long nextRoundAtNanos;

  Leader(Lease lease, TransferToken token, Successors successors) {
    this.lease = lease;
    this.token = token;
    this.successors = successors;
  }

  Lease lease() {
    return lease;
  }

  /** By which it would hand over. */
  TransferToken token() {
    return token;
  }

  Successors successors() {
    return successors;
  }

  /** Whether it has been told that this node leads. */
  boolean isAnnounced() {
    return announced;
  }

  void announce() {
    announced = true;
  }

  /** A round has been sent; the next one follows after this. */
  void sent(long nowNanos, long intervalNanos) {
    lastRoundAtNanos = nowNanos;
    nextRoundAtNanos = nowNanos + intervalNanos;
  }

  /** The next round follows the last one not later than this. */
  void sendAgainWithin(long intervalNanos) {
    nextRoundAtNanos = Math.min(nextRoundAtNanos, lastRoundAtNanos + intervalNanos);
  }

  /** How often it sends: as often as the promises that it gets demand (rule D2). */
  long intervalNanos() {
    return nextRoundAtNanos - lastRoundAtNanos;
  }

  @Override
  public Role shown() {
    return Role.LEADER;
  }

  @Override
  public @Nullable Integer leaderId() {
    return announced ? token.leaderId() : null;
  }

  @Override
  public long nextRoundAtNanos() {
    return nextRoundAtNanos;
  }
}
