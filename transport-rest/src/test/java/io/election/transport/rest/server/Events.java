package io.election.transport.rest.server;

import io.election.api.ElectionEvent;
import io.election.api.Leader;
import io.election.api.LeaderChanged;
import io.election.api.Leadership;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of node 1. */
final class Events {

  static final List<ElectionEvent> ONE_OF_EACH =
      List.of(
          leaderLost(1, 7, "node 3 was not heard for 612 ms", "2026-01-02T03:04:05.6Z"),
          leaderChanged(2, 8, "elected by a majority", "2026-01-02T03:04:06Z"),
          new LeadershipAcquired(3, leadership(8), Instant.parse("2026-01-02T03:04:06.001999Z")),
          new LeadershipLost(
              4,
              8,
              Role.FOLLOWER,
              LossReason.TRANSFERRED,
              Instant.parse("2026-01-02T03:04:07.1Z")));

  private Events() {}

  static LeaderChanged leaderLost(long sequence, long term, String reason, String at) {
    return new LeaderChanged(
        sequence, Optional.empty(), term, Role.PRE_CANDIDATE, reason, Instant.parse(at));
  }

  /** Node 1 itself leads. */
  static LeaderChanged leaderChanged(long sequence, long term, String reason, String at) {
    Instant instant = Instant.parse(at);
    return new LeaderChanged(
        sequence,
        Optional.of(new Leader(1, "127.0.0.1:7101", term, instant)),
        term,
        Role.LEADER,
        reason,
        instant);
  }

  private static Leadership leadership(long term) {
    return new Leadership() {
      @Override
      public long term() {
        return term;
      }

      @Override
      public Duration remaining() {
        return Duration.ofMillis(400);
      }
    };
  }
}
