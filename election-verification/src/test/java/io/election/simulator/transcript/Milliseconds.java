package io.election.simulator.transcript;

import java.math.BigDecimal;

/** The unit of all times in a transcript. */
final class Milliseconds {

  private static final int NANOS_DIGITS = 6;

  private Milliseconds() {}

  static long toNanos(String milliseconds) {
    return new BigDecimal(milliseconds).movePointRight(NANOS_DIGITS).longValueExact();
  }

  static String of(long nanos) {
    return BigDecimal.valueOf(nanos, NANOS_DIGITS).stripTrailingZeros().toPlainString();
  }
}
