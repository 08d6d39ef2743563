package io.election.engine;

import io.election.api.Impediment;
import io.election.api.Role;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be seen of an {@link ElectionStateMachine} from outside, after a step. Term and vote are
 * those on disk, so that what was seen once never falls back after a crash.
 *
 * @param role what the node is doing
 * @param term the term on disk
 * @param votedFor the vote on disk; null if none
 * @param leaderId the leader known in that term; null if none
 * @param leaseUntilNanos the node leads before this time and not after; {@link #NO_LEASE} if it has
 *     no lease
 * @param leaderHeardNanos when the leader that it follows was last heard; {@link #NEVER} if it
 *     follows none
 * @param leaderSilentNanos when that leader counts as silent, by the timings that it names itself;
 *     {@link #NEVER} if it follows none
 * @param contacts when each peer was last heard; peers never heard are absent
 * @param reportedReachable the members that the followed leader says it reaches; empty if it
 *     follows none
 * @param paused whether it is not to stand for election
 * @param impediment what keeps the node from taking part; null if nothing does
 */
public record View(
    Role role,
    long term,
    @Nullable Integer votedFor,
    @Nullable Integer leaderId,
    long leaseUntilNanos,
    long leaderHeardNanos,
    long leaderSilentNanos,
    Map<Integer, Long> contacts,
    Set<Integer> reportedReachable,
    boolean paused,
    @Nullable Impediment impediment) {

  /** A time that is before all others. */
  public static final long NO_LEASE = Long.MIN_VALUE;

  /** The time of something that never happened. */
  public static final long NEVER = Long.MIN_VALUE;

  /**
   * The same node when it takes no part any more.
   *
   * @param why null if it was told to stop by its operator
   */
  public View withoutLeadership(@Nullable Impediment why) {
    return new View(
        Role.FOLLOWER,
        term,
        votedFor,
        null,
        NO_LEASE,
        NEVER,
        NEVER,
        contacts,
        Set.of(),
        paused,
        why);
  }

  /** The same node when somebody has seen its lease over (rule D12). */
  public View withLeaseOver() {
    return new View(
        role,
        term,
        votedFor,
        leaderId,
        NO_LEASE,
        leaderHeardNanos,
        leaderSilentNanos,
        contacts,
        reportedReachable,
        paused,
        impediment);
  }

  /** Whether it shows a lease, which may be over. */
  public boolean hasLease() {
    return leaseUntilNanos != NO_LEASE;
  }

  /** Whether the node leads at this time (rule L2). */
  public boolean leadsAt(long nowNanos) {
    return nowNanos < leaseUntilNanos;
  }
}
