package io.election.simulator.search;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Messages by their numbers in the {@link Dictionary}. */
final class MessageSet {

  private long[] words;

  MessageSet() {
    this(new long[2]);
  }

  private MessageSet(long[] words) {
    this.words = words;
  }

  MessageSet copy() {
    return new MessageSet(words.clone());
  }

  boolean add(int message) {
    int word = message >> 6;
    if (word >= words.length) {
      words = Arrays.copyOf(words, word + 1);
    }
    long before = words[word];
    words[word] |= 1L << message;
    return words[word] != before;
  }

  void remove(int message) {
    words[message >> 6] &= ~(1L << message);
  }

  boolean containsAll(MessageSet others) {
    for (int i = 0; i < others.words.length; i++) {
      long here = i < words.length ? words[i] : 0;
      if ((others.words[i] & ~here) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Visits those that are in the set when the visit of their group of 64 begins. */
  void forEach(IntConsumer visitor) {
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        visitor.accept((i << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
  }

  /** Any order will do, so long as it is always the same. */
  int compareTo(MessageSet other) {
    for (int i = 0; i < Math.max(words.length, other.words.length); i++) {
      long here = i < words.length ? words[i] : 0;
      long there = i < other.words.length ? other.words[i] : 0;
      if (here != there) {
        return Long.compare(here, there);
      }
    }
    return 0;
  }
}
