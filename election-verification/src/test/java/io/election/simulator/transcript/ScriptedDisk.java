package io.election.simulator.transcript;

import io.election.api.store.PersistentState;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import io.election.simulator.Agenda;
import io.election.simulator.Disk;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Completes a write when it is told to, or after a fixed time, or fails every one. */
final class ScriptedDisk implements Disk {

  private static final long FAILURE_AFTER_NANOS = 1_000_000;

  /** No node has so high an id. */
  private static final long OTHER_DIRECTORY = 1000;

  private final Agenda agenda;
  private long directory;
  private @Nullable PersistentState written;
  private @Nullable Write underWay;
  private @Nullable Long delayNanos;
  private boolean fails;

  private record Write(PersistentState state, Consumer<Input> outcome) {}

  /**
   * @param node whose it is
   */
  ScriptedDisk(int node, Agenda agenda) {
    this.agenda = agenda;
    this.directory = node;
  }

  @Override
  public RestoredState start(Set<Integer> members, Timings timings) {
    RestoredState restored =
        written == null
            ? RestoredState.first(directory, members, timings)
            : RestoredState.again(written, timings);
    written = restored.state();
    return restored;
  }

  @Override
  public PersistentState content() {
    return written == null ? PersistentState.firstStart(directory, Set.of(1)) : written;
  }

  @Override
  public void write(PersistentState state, Consumer<Input> outcome) {
    underWay = new Write(state, outcome);
    finishLater();
  }

  private void finishLater() {
    Write write = underWay;
    Long delay = delayNanos;
    if (write != null && delay != null) {
      agenda.after(delay, () -> finishIfStill(write));
    }
  }

  private void finishIfStill(Write write) {
    if (underWay != write || delayNanos == null) {
      // Its process is gone, or the disk is held meanwhile.
      return;
    }
    if (fails) {
      fail();
    } else {
      complete();
    }
  }

  @Override
  public void interrupt() {
    underWay = null;
  }

  /** Whether writes wait for a command. */
  boolean isHeld() {
    return delayNanos == null;
  }

  /** From now on every write waits, the one under way too. */
  void hold() {
    delayNanos = null;
  }

  /** From now on writes complete by themselves after this time, the one that waited too. */
  void completeAfter(long nanos) {
    delayNanos = nanos;
    fails = false;
    finishLater();
  }

  /** From now on every write fails and leaves no trace. */
  void failFromNowOn() {
    delayNanos = FAILURE_AFTER_NANOS;
    fails = true;
    finishLater();
  }

  /** The write under way succeeds, and the node is told. */
  void complete() {
    Write write = takeWrite();
    written = write.state();
    write.outcome().accept(new Input.Stored(write.state()));
  }

  /** The write under way fails and leaves no trace, and the node is told. */
  void fail() {
    Write write = takeWrite();
    write.outcome().accept(new Input.StoreFailed(write.state(), "no space left"));
  }

  /** The write under way reaches the disk, and nobody is told yet. */
  void persist() {
    written = requireWrite().state();
  }

  private Write takeWrite() {
    Write write = requireWrite();
    underWay = null;
    return write;
  }

  private Write requireWrite() {
    Write write = underWay;
    if (write == null) {
      throw new IllegalArgumentException("no write is under way");
    }
    return write;
  }

  /** Puts a record there, as if an earlier process had left it. */
  void preset(PersistentState state) {
    written = state;
  }

  /** Somebody empties the data directory. */
  void wipe() {
    written = null;
    directory += OTHER_DIRECTORY;
  }
}
