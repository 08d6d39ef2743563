package io.election.engine;

import io.election.api.transport.Incarnation;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process an id (rule D11): which life of each member is the latest that was heard, and whether
 * another one claims to be it.
 */
final class KnownProcesses {

  private final Sender self;
  private final Map<Integer, Claim> claims = new HashMap<>();
  private final Map<Directory, Claim> latestByDirectory = new HashMap<>();

  KnownProcesses(Sender self) {
    this.self = self;
  }

  /** A data directory of a member. */
  private record Directory(int nodeId, long number) {}

  /** Who goes by an id. */
  private static final class Claim {

    private Incarnation incarnation;

    /**
     * A second process on a copy of the same directory, started as often; null if none is known.
     */
    private @Nullable Incarnation twin;

    private long holdsUntilNanos;

    Claim(Incarnation incarnation) {
      this.incarnation = incarnation;
    }
  }

  /**
   * Takes note of a process.
   *
   * @param holdsNanos how long a silence of it says that it is gone: before that, a process on
   *     another directory is not believed
   * @return why it must not be listened to; empty if it may be
   */
  Optional<Refusal> hear(Sender sender, long holdsNanos, long nowNanos) {
    Incarnation incarnation = sender.incarnation();
    Claim claim = claims.get(sender.nodeId());
    if (claim == null || claim.incarnation.directory() != incarnation.directory()) {
      if (claim != null && nowNanos < claim.holdsUntilNanos) {
        return refusal(
            Reason.OTHER_DIRECTORY,
            0,
            "node %d was just heard from another data directory; if this one is meant to take its place, stop the other"
                .formatted(sender.nodeId()));
      }
      claim =
          latestByDirectory.computeIfAbsent(
              new Directory(sender.nodeId(), incarnation.directory()),
              directory -> new Claim(incarnation));
      claims.put(sender.nodeId(), claim);
    }
    if (incarnation.isOlderThan(claim.incarnation)) {
      return refusal(
          Reason.OLD_INCARNATION,
          claim.incarnation.starts(),
          "node %d was started again, on this data directory or a copy of it: %d times, this process was start %d"
              .formatted(sender.nodeId(), claim.incarnation.starts(), incarnation.starts()));
    }
    if (claim.incarnation.isOlderThan(incarnation)) {
      claim.incarnation = incarnation;
      claim.twin = null;
    } else if (incarnation.isTwinOf(claim.incarnation)) {
      claim.twin = claim.incarnation;
      claim.incarnation = incarnation;
    }
    if (claim.twin != null) {
      return refusal(
          Reason.DUPLICATE_ID,
          0,
          "two processes run as node %d, on copies of one data directory; start only one of them again"
              .formatted(sender.nodeId()));
    }
    claim.holdsUntilNanos = nowNanos + holdsNanos;
    return Optional.empty();
  }

  /**
   * What a member is told of its own id: its latest life, or the one that was not heard last if
   * there are two, so that both learn of it. Null if none was heard.
   */
  @Nullable Incarnation of(int member) {
    Claim claim = claims.get(member);
    if (claim == null) {
      return null;
    }
    return claim.twin == null ? claim.incarnation : claim.twin;
  }

  private Optional<Refusal> refusal(Reason reason, long starts, String detail) {
    return Optional.of(new Refusal(self, reason, detail, starts));
  }
}
