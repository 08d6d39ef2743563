package io.election.engine.cluster;

import io.election.api.store.PersistentState;
import io.election.engine.Input;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What survives a crash of its node. A write that a crash or a failure interrupts may have happened
 * or not.
 */
final class Disk {

  private static final long LONGEST_WRITE_NANOS = 10_000_000;

  private final Agenda agenda;
  private final RandomGenerator random;
  private @Nullable PersistentState written;
  private @Nullable PersistentState underWay;
  private double failing;
  private double hanging;
  private boolean hangs;

  Disk(Agenda agenda, RandomGenerator random) {
    this.agenda = agenda;
    this.random = random;
  }

  boolean isNew() {
    return written == null;
  }

  PersistentState content() {
    return written == null ? PersistentState.INITIAL : written;
  }

  void write(PersistentState state, Consumer<Input> outcome) {
    underWay = state;
    hangs = random.nextDouble() < hanging;
    if (!hangs) {
      agenda.after(
          random.nextLong(LONGEST_WRITE_NANOS / 100, LONGEST_WRITE_NANOS),
          () -> outcome.accept(finish(state)));
    }
  }

  private Input finish(PersistentState state) {
    if (underWay != state) {
      // The writer crashed meanwhile; whoever runs now does not wait for this.
      return new Input.WakeUp();
    }
    if (random.nextDouble() < failing) {
      interrupt();
      return new Input.StoreFailed(state, "simulated");
    }
    underWay = null;
    written = state;
    return new Input.Stored(state);
  }

  /** Whether the last write will never be answered. */
  boolean hangs() {
    return hangs;
  }

  /** The node crashes. */
  void interrupt() {
    if (underWay != null && random.nextBoolean()) {
      written = underWay;
    }
    underWay = null;
    hangs = false;
  }

  void disturb() {
    failing = 0.1;
    hanging = 0.01;
  }

  void calmDown() {
    failing = 0;
    hanging = 0;
  }
}
