package io.election.simulator.transcript;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The words of one command, read from left to right. */
final class Arguments {

  private final Deque<String> words;

  /**
   * @param command a line of a transcript; what follows {@code #} is a remark
   */
  Arguments(String command) {
    words = new ArrayDeque<>(Arrays.asList(command.replaceFirst(" *#.*", "").split(" +")));
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  String word() {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("something is missing at the end");
    }
    return words.remove();
  }

  /** Whether this is the next word; if so, it has been read. */
  boolean has(String expected) {
    boolean isNext = expected.equals(words.peek());
    if (isNext) {
      words.remove();
    }
    return isNext;
  }

  void requireEnd() {
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("this is too much: " + String.join(" ", words));
    }
  }

  int number() {
    return Integer.parseInt(word());
  }

  long term() {
    return Long.parseLong(word());
  }

  long milliseconds() {
    return Milliseconds.toNanos(word());
  }

  /** The interval of heartbeats, the shortest election timeout and the longest. */
  Timings timings() {
    Duration heartbeat = Duration.ofNanos(milliseconds());
    Duration shortest = Duration.ofNanos(milliseconds());
    Duration longest = Duration.ofNanos(milliseconds());
    return new Timings(
        heartbeat, shortest, longest, shortest.dividedBy(2), Timings.DEFAULT.maxClockDrift());
  }

  /** A node's id, or this word for none. */
  @Nullable Integer nodeOr(String nobody) {
    return has(nobody) ? null : Integer.valueOf(word());
  }

  /** {@code 2}, {@code 1,3} or {@code all}. */
  List<Integer> nodes(int size) {
    return has("all") ? IntStream.rangeClosed(1, size).boxed().toList() : ids(word());
  }

  /** {@code 1,0,100}. */
  List<Integer> numbers() {
    return ids(word());
  }

  private static List<Integer> ids(String list) {
    return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
  }

  /** {@code 1>2}, or {@code 1-2} for both ways; each side may be a list. */
  List<Link> links() {
    String word = word();
    boolean bothWays = word.contains("-");
    String[] sides = word.split("[>-]");
    if (sides.length != 2) {
      throw new IllegalArgumentException("no link: " + word);
    }
    List<Link> links = new ArrayList<>();
    for (int left : ids(sides[0])) {
      for (int right : ids(sides[1])) {
        links.add(new Link(left, right));
        if (bothWays) {
          links.add(new Link(right, left));
        }
      }
    }
    return links;
  }
}
