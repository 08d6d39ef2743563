package io.election.api.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.ExampleState;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power of a real ext4 file system is cut while a store saves on it, and the store is opened
 * after its restart (rule T1). The control takes the forces out of the store and must lose what was
 * acknowledged.
 */
public abstract class PowerCutContract {

  private static final long SEED = 20_260_103;
  private static final int CUTS = 20;
  private static final int MOST_SAVES_BEFORE_A_CUT = 30;

  @TempDir Path temporary;

  private final Random random = new Random(SEED);

  /** How a store is opened. */
  protected abstract ElectionStoreFactory factory();

  /** A store that does all that it does to files through this disk. */
  protected abstract ElectionStoreFactory factory(LoggedFileSystem disk);

  @BeforeEach
  void needLoopDevices() throws Exception {
    Command.assumeOutsideOfCi(
        LoopMountedDisk.possible(),
        "a power cut needs root and loop devices: a container needs --privileged, a machine"
            + " without /dev/loop-control needs 'modprobe loop'");
    Command.assumeInstalled("mkfs.ext4");
    Command.assumeInstalled("perl");
  }

  @Test
  void aPowerCutLeavesWhatWasAcknowledgedOrUnderWay() throws Exception {
    try (LoopMountedDisk disk = LoopMountedDisk.make(temporary)) {
      StoreLocation location =
          new StoreLocation("local", 2, disk.root().resolve("data").resolve("node-2"));
      for (int cut = 1; cut <= CUTS; cut++) {
        Saver saver = new Saver(factory(), location);
        cutPowerUnder(saver, disk);
        assertThat(shown(location)).as("cut %s, seed %s", cut, SEED).isIn(saver.mayBeShown());
      }
    }
  }

  @Test
  void theTestNoticesThatForcesAreMissing() throws Exception {
    try (LoopMountedDisk disk = LoopMountedDisk.make(temporary)) {
      Path root = Files.createDirectory(disk.root().resolve("unforced"));
      LoggedFileSystem unforced = new LoggedFileSystem(root);
      Saver saver = new Saver(factory(unforced), StoreHistory.locationOn(unforced));
      cutPowerUnder(saver, disk);
      Path directory = root.resolve("data").resolve("node-2");
      assertThat(shown(new StoreLocation("local", 2, directory))).isNotIn(saver.mayBeShown());
    }
  }

  private void cutPowerUnder(Saver saver, LoopMountedDisk disk) throws Exception {
    Thread thread = new Thread(saver, "saver");
    thread.start();
    saver.saved.acquire(1 + random.nextInt(MOST_SAVES_BEFORE_A_CUT));
    disk.cutPower();
    thread.join();
    disk.restart();
  }

  /** Nothing also where the store refuses: then the acknowledged state is lost. */
  private Optional<PersistentState> shown(StoreLocation location) {
    try (ElectionStore store = factory().open(location)) {
      return store.load();
    } catch (StoreException e) {
      System.out.println(getClass().getSimpleName() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Saves one state after the other until it fails. */
  private static final class Saver implements Runnable {

    private final ElectionStoreFactory factory;
    private final StoreLocation location;
    private final Semaphore saved = new Semaphore(0);

    private Optional<PersistentState> acknowledged = Optional.empty();
    private Optional<PersistentState> underWay = Optional.empty();

    Saver(ElectionStoreFactory factory, StoreLocation location) {
      this.factory = factory;
      this.location = location;
    }

    Set<Optional<PersistentState>> mayBeShown() {
      assertThat(acknowledged).isPresent();
      return acknowledged.equals(underWay) ? Set.of(acknowledged) : Set.of(acknowledged, underWay);
    }

    @Override
    public void run() {
      try (ElectionStore store = factory.open(location)) {
        acknowledged = store.load();
        while (true) {
          PersistentState before = acknowledged.orElse(ExampleState.FIRST_START);
          underWay =
              Optional.of(before.advanceTo(before.term() + 1).voteFor(ExampleState.voteFor(2)));
          store.save(underWay.get());
          acknowledged = underWay;
          saved.release();
        }
      } catch (StoreException e) {
        // The power is gone.
      }
    }
  }
}
