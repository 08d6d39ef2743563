package io.election.engine.loop;

import io.election.api.Role;
import io.election.engine.Timings;
import io.election.engine.View;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** What node 1 shows, published by the test in the loop's place. */
final class ShownNode {

  static final Duration LEASE = Duration.ofNanos(Timings.DEFAULT.leaseNanos());

  final ManualClock clock = new ManualClock();
  final PublishedView shown = new PublishedView(clock, InstantSource.system(), follower(0));

  /**
   * It leads, and a majority has just answered.
   *
   * @return whether that could be shown
   */
  boolean leads(long term) {
    return !shown.publish(view(Role.LEADER, term, 1, clock.getAsLong() + LEASE.toNanos()));
  }

  void leadsNoMore() {
    shown.publish(follower(shown.view().term()));
  }

  private static View follower(long term) {
    return view(Role.FOLLOWER, term, null, View.NO_LEASE);
  }

  private static View view(Role role, long term, Integer leader, long leaseUntilNanos) {
    return new View(
        role,
        term,
        null,
        leader,
        leaseUntilNanos,
        View.NEVER,
        View.NEVER,
        Map.of(),
        Set.of(),
        false,
        null);
  }
}
