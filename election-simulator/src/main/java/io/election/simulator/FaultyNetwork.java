package io.election.simulator;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Carries messages as badly as it is told to: late, with a heavy tail, twice, or not at all. Every
 * link is one-way. What is under way survives the cut of its link and any restart.
 */
public final class FaultyNetwork implements Network {

  private final Agenda agenda;
  private final RandomGenerator random;
  private final Consumer<Message> delivery;
  private final long[][] usualDelayNanos;
  private final int[][] cuts;
  private Predicate<Message> slow = message -> false;
  private long slowestNanos;
  private double lost;
  private double lostAnswers;
  private double doubled;
  private double delayed;
  private long longestDelayNanos;
  private Predicate<Message> filter = message -> true;

  /**
   * @param usualDelayNanos how long a message usually takes from one node to another, by their ids;
   *     drawn between half and three halves of it
   * @param delivery takes what arrives
   */
  public FaultyNetwork(
      Agenda agenda, RandomGenerator random, long[][] usualDelayNanos, Consumer<Message> delivery) {
    this.agenda = agenda;
    this.random = random;
    this.delivery = delivery;
    this.usualDelayNanos = usualDelayNanos;
    this.cuts = new int[usualDelayNanos.length][usualDelayNanos.length];
  }

  @Override
  public void send(Message message) {
    boolean isAnswer = message.response() != null;
    if (!filter.test(message)
        || cuts[message.from()][message.to()] > 0
        || lost > 0 && random.nextDouble() < lost
        || isAnswer && lostAnswers > 0 && random.nextDouble() < lostAnswers) {
      return;
    }
    deliver(message);
    if (doubled > 0 && random.nextDouble() < doubled) {
      deliver(message);
    }
  }

  private void deliver(Message message) {
    agenda.after(delay(message), () -> delivery.accept(message));
  }

  private long delay(Message message) {
    if (slow.test(message)) {
      return random.nextLong(slowestNanos);
    }
    long usual = usualDelayNanos[message.from()][message.to()];
    if (delayed > 0 && random.nextDouble() < delayed) {
      // Heavy-tailed: half of them at most twice the usual, a few as long as it gets; and some
      // come back from nowhere.
      double stretch = 1 / Math.max(1e-6, random.nextDouble());
      return random.nextInt(3) == 0
          ? random.nextLong(longestDelayNanos)
          : (long) Math.min(longestDelayNanos, usual * stretch);
    }
    return usual / 2 + (long) (usual * random.nextDouble());
  }

  /** From now on such messages take any time up to this. */
  public void slowDown(Predicate<Message> chosen, long longestNanos) {
    slow = chosen;
    slowestNanos = longestNanos;
  }

  /** Nothing passes this way until it is {@linkplain #mend mended} as often as it was cut. */
  public void cut(int from, int to) {
    cuts[from][to]++;
  }

  /** Takes one cut back. */
  public void mend(int from, int to) {
    cuts[from][to]--;
  }

  /** From now on only such messages are carried at all. */
  public void carryOnly(Predicate<Message> kept) {
    filter = kept;
  }

  /**
   * From now on messages suffer.
   *
   * @param lost how many of a hundred percent are lost
   * @param lostAnswers how many of the answers are lost besides
   * @param doubled how many arrive twice
   * @param delayed how many are late, by a heavy-tailed time
   * @param longestDelayNanos how late at most
   */
  public void disturb(
      double lost, double lostAnswers, double doubled, double delayed, long longestDelayNanos) {
    this.lost = lost;
    this.lostAnswers = lostAnswers;
    this.doubled = doubled;
    this.delayed = delayed;
    this.longestDelayNanos = longestDelayNanos;
  }

  /** From now on messages arrive, once and in the usual time. */
  public void calmDown() {
    disturb(0, 0, 0, 0, 0);
    slowDown(message -> false, 0);
  }
}
