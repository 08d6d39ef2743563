package io.election.api.transport;

/** The bounds of a term in a message (rule T7). */
final class Terms {

  private Terms() {}

  /** The highest term may not be used: nobody could ever stand in the one after it. */
  static void check(long term) {
    if (term < 0) {
      throw new IllegalArgumentException("term must not be negative: " + term);
    }
    if (term == Long.MAX_VALUE) {
      throw new IllegalArgumentException("term must be less than " + Long.MAX_VALUE);
    }
  }
}
