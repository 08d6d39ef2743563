package io.election.engine.loop;

import io.election.api.Role;
import io.election.engine.View;
import java.time.Duration;

/**
 * Reads the course of this node's elections off what may be seen of it after each step, and tells
 * the meter. Used by the loop's thread alone.
 */
final class ElectionCourse {

  private final ElectionMeter meter;
  private Role role = Role.FOLLOWER;
  private long leadershipTerm;
  private long leaderHeardNanos = View.NEVER;

  ElectionCourse(ElectionMeter meter) {
    this.meter = meter;
  }

  void wentOn(View view, long nowNanos) {
    if (view.role() != role) {
      Role before = role;
      role = view.role();
      meter.roleChanged(role);
      if (before == Role.CANDIDATE) {
        meter.electionEnded(outcome(role));
      }
    }
    if (view.leadsAt(nowNanos)) {
      ledSince(view.term(), nowNanos);
      // It follows nobody: there will be no last heartbeat for it to count from.
      leaderHeardNanos = View.NEVER;
    } else if (view.leaderHeardNanos() != View.NEVER) {
      ledSince(view.term(), view.leaderHeardNanos());
      leaderHeardNanos = view.leaderHeardNanos();
    }
  }

  private static ElectionOutcome outcome(Role after) {
    return switch (after) {
      case LEADER -> ElectionOutcome.WON;
      // P2: who was not elected in time asks again before it raises its term.
      case PRE_CANDIDATE -> ElectionOutcome.TIMED_OUT;
      case FOLLOWER, CANDIDATE -> ElectionOutcome.LOST;
    };
  }

  private void ledSince(long term, long sinceNanos) {
    if (term != leadershipTerm) {
      leadershipTerm = term;
      if (leaderHeardNanos != View.NEVER) {
        meter.failedOver(Duration.ofNanos(sinceNanos - leaderHeardNanos));
      }
    }
  }
}
