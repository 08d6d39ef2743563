package io.election.simulator.search;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Time as the search sees it. All clocks are equal and go on together by half a timeout; three
 * steps tell apart what the rules tell apart: a lease is valid for one step and not for two (rule
 * L1), a promise runs for one and not for two (rule P3). The shortest timeout is a length that
 * records have (rule D3), so that a started node is quiet for no longer than that.
 *
 * <p>The shortest timeout is drawn every time. A longer one is no other behaviour, because a node
 * may wake up late by any number of steps.
 */
final class AbstractTime {

  static final Timings TIMINGS =
      new Timings(
          Duration.ofMillis(100),
          Duration.ofMillis(512),
          Duration.ofDays(1),
          Duration.ofMillis(250),
          0.05);

  /** One step of the search. */
  static final long STEP_NANOS = TIMINGS.timeoutMin().toNanos() / 2;

  /** What happened this long ago might as well have happened for ever. */
  static final long LONG_AGO_NANOS = TIMINGS.timeoutMin().toNanos();

  /** Draws the shortest timeout. */
  static final RandomGenerator SHORTEST =
      new RandomGenerator() {
        @Override
        public long nextLong(long origin, long bound) {
          return origin;
        }

        @Override
        public long nextLong() {
          return 0;
        }
      };

  private AbstractTime() {}
}
