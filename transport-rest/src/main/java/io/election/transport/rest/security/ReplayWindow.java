package io.election.transport.rest.security;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lets each signed message pass once. It remembers the numbers of those signed lately and lets in
 * nothing older, so that what it has forgotten cannot come again: not after {@link #WINDOW_MILLIS},
 * not after a restart, not after the clock was set back, and not when there were more than it can
 * hold.
 *
 * <p>This is the one place where a wall clock decides (rule M3 is about the election, which goes by
 * its own). Safe for use by any thread.
 */
public final class ReplayWindow {

  /** How far the time of a signature may be from this node's clock, either way. */
  public static final long WINDOW_MILLIS = 30_000;

  /** Far more than members send in a window; about 10 MB when full. */
  static final int MOST_NUMBERS = 65_536;

  /** What became of a message. */
  public enum Verdict {
    /** It was not seen before. */
    NEW,
    /** It was seen before. */
    SEEN,
    /** It was signed too long ago, or so far ahead, that nobody could tell. */
    OUTSIDE_WINDOW,
    /** It was signed before this process was started, or as long ago as what was forgotten. */
    BEFORE_MEMORY
  }

  private final int mostNumbers;
  private final SortedMap<Long, Set<String>> numbersByTime = new TreeMap<>();
  private int size;
  private long forgottenUntilMillis;

  /**
   * @param startedMillis when this process was started, in milliseconds since 1970
   */
  public ReplayWindow(long startedMillis) {
    this(startedMillis, MOST_NUMBERS);
  }

  ReplayWindow(long startedMillis, int mostNumbers) {
    this.forgottenUntilMillis = startedMillis - 1;
    this.mostNumbers = mostNumbers;
  }

  /**
   * Takes note of a message whose signature is right.
   *
   * @param nowMillis this node's clock
   */
  public synchronized Verdict admit(RequestSignature signature, long nowMillis) {
    long timeMillis = signature.timeMillis();
    if (Math.abs(nowMillis - timeMillis) > WINDOW_MILLIS) {
      return Verdict.OUTSIDE_WINDOW;
    }
    while (!numbersByTime.isEmpty() && numbersByTime.firstKey() < nowMillis - WINDOW_MILLIS) {
      forgetOldest();
    }
    if (timeMillis <= forgottenUntilMillis) {
      return Verdict.BEFORE_MEMORY;
    }
    Set<String> ofThisTime = numbersByTime.computeIfAbsent(timeMillis, time -> new HashSet<>());
    if (!ofThisTime.add(signature.number())) {
      return Verdict.SEEN;
    }
    size++;
    if (size > mostNumbers) {
      forgetOldest();
    }
    return Verdict.NEW;
  }

  private void forgetOldest() {
    forgottenUntilMillis = numbersByTime.firstKey();
    size -= numbersByTime.remove(forgottenUntilMillis).size();
  }
}
