package io.election.engine.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Carries messages, as badly as it is told to. Every link is one-way. */
final class Network {

  private static final long MILLISECOND = 1_000_000;

  private final Agenda agenda;
  private final RandomGenerator random;
  private final Set<Link> cut = new HashSet<>();
  private final long usualDelayNanos;
  private double lost;
  private double doubled;
  private double delayed;

  private record Link(int from, int to) {}

  Network(Agenda agenda, RandomGenerator random) {
    this.agenda = agenda;
    this.random = random;
    this.usualDelayNanos = random.nextBoolean() ? MILLISECOND / 5 : 15 * MILLISECOND;
  }

  void send(int from, int to, Runnable delivery) {
    if (cut.contains(new Link(from, to)) || random.nextDouble() < lost) {
      return;
    }
    agenda.after(delay(), delivery);
    if (random.nextDouble() < doubled) {
      agenda.after(delay(), delivery);
    }
  }

  private long delay() {
    long longest = random.nextDouble() < delayed ? 1500 * MILLISECOND : usualDelayNanos;
    return random.nextLong(longest / 10, longest);
  }

  void cut(int from, int to) {
    cut.add(new Link(from, to));
  }

  void mendLinks() {
    cut.clear();
  }

  void disturb() {
    lost = random.nextDouble(0.3);
    doubled = random.nextDouble(0.2);
    delayed = random.nextDouble(0.2);
  }

  void calmDown() {
    lost = 0;
    doubled = 0;
    delayed = 0;
  }
}
