package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk that takes its time, and fails, fills up or stalls when it is told to. A write that a
 * crash or a failure interrupts may have happened or not; one that was acknowledged has. What a
 * record goes through inside of a store is for the tests of the stores.
 */
public final class FaultyDisk implements Disk {

  /** Says no more than no record at all. */
  private static final PersistentState NOTHING = PersistentState.firstStart(0, Set.of(1));

  private final Agenda agenda;
  private final RandomGenerator random;
  private final long usualWriteNanos;
  private @Nullable PersistentState written;
  private @Nullable Write underWay;
  private double failing;
  private boolean full;
  private boolean stalls;

  private record Write(PersistentState state, Consumer<Input> outcome) {}

  /**
   * @param usualWriteNanos how long a write usually takes; drawn between half and three halves of
   *     it
   */
  public FaultyDisk(Agenda agenda, RandomGenerator random, long usualWriteNanos) {
    this.agenda = agenda;
    this.random = random;
    this.usualWriteNanos = usualWriteNanos;
  }

  @Override
  public RestoredState start(Set<Integer> members, Timings timings) {
    RestoredState restored =
        written == null
            ? RestoredState.first(random.nextLong(), members, timings)
            : RestoredState.again(written, timings);
    written = restored.state();
    return restored;
  }

  @Override
  public PersistentState content() {
    return written == null ? NOTHING : written;
  }

  @Override
  public void write(PersistentState state, Consumer<Input> outcome) {
    Write begun = new Write(state, outcome);
    underWay = begun;
    if (!stalls) {
      finishLater(begun);
    }
  }

  private void finishLater(Write write) {
    long nanos = usualWriteNanos / 2 + (long) (usualWriteNanos * random.nextDouble());
    agenda.after(nanos, () -> finish(write));
  }

  private void finish(Write write) {
    if (underWay != write || stalls) {
      // Its process is gone, or the disk began to stall meanwhile.
      return;
    }
    underWay = null;
    if (full) {
      write.outcome().accept(new Input.StoreFailed(write.state(), "no space left"));
    } else if (failing > 0 && random.nextDouble() < failing) {
      happenPerhaps(write);
      write.outcome().accept(new Input.StoreFailed(write.state(), "an error of the disk"));
    } else {
      written = write.state();
      write.outcome().accept(new Input.Stored(write.state()));
    }
  }

  @Override
  public void interrupt() {
    if (underWay != null) {
      happenPerhaps(underWay);
      underWay = null;
    }
  }

  private void happenPerhaps(Write write) {
    if (!full && random.nextBoolean()) {
      written = write.state();
    }
  }

  /** It holds this from another time, before the simulation or before now. */
  public void remember(PersistentState state) {
    written = state;
  }

  /** It holds nothing any more. */
  public void lose() {
    written = null;
  }

  /** From now on this share of the writes fails. */
  public void fail(double share) {
    failing = share;
  }

  /** From now on every write fails and leaves no trace, until there is space again. */
  public void fillUp(boolean isFull) {
    full = isFull;
  }

  /** From now on no write is answered; after the stall those that waited are. */
  public void stall(boolean isStalled) {
    boolean ends = stalls && !isStalled;
    stalls = isStalled;
    if (ends && underWay != null) {
      finishLater(underWay);
    }
  }
}
