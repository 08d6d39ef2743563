package io.election.api.store.crash;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.ExampleState;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import io.election.api.store.Vote;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The life of a store, written to the log of its disk with all that it promised. */
final class StoreHistory {

  private final LoggedFileSystem disk;
  private final ElectionStoreFactory factory;
  private final StoreLocation location;
  private final Random random;

  private Optional<PersistentState> state = Optional.empty();

  StoreHistory(LoggedFileSystem disk, ElectionStoreFactory factory, Random random) {
    this.disk = disk;
    this.factory = factory;
    this.location = locationOn(disk);
    this.random = random;
  }

  /** Where a store is kept on a logged disk: two directories deep, neither of which exists. */
  static StoreLocation locationOn(LoggedFileSystem disk) {
    return new StoreLocation("local", 2, disk.root().resolve("data").resolve("node-2"));
  }

  List<DiskEntry> log() {
    return disk.log().entries();
  }

  void savesAndClose(int saves) throws StoreException {
    try (ElectionStore store = open()) {
      for (int i = 0; i < saves; i++) {
        save(store);
      }
    }
  }

  /**
   * Kills the store before each operation of a save, in one save after the other, and starts it
   * again; that start is killed before each of its operations as well, until one comes through.
   */
  void killedSaves() throws StoreException {
    boolean killed = true;
    for (int operations = 0; killed; operations++) {
      try (ElectionStore store = open()) {
        disk.log().killAfter(operations);
        save(store);
      } catch (StoreException e) {
        // Killed; what the disk holds now is seen on opening.
      }
      killed = disk.log().killed();
      disk.log().revive();
      killedStarts();
    }
  }

  private void killedStarts() throws StoreException {
    boolean killed = true;
    for (int operations = 0; killed; operations++) {
      disk.log().killAfter(operations);
      try (ElectionStore store = open()) {
        store.load();
      } catch (StoreException e) {
        if (!disk.log().killed()) {
          throw e;
        }
      }
      killed = disk.log().killed();
      disk.log().revive();
    }
  }

  private ElectionStore open() throws StoreException {
    ElectionStore store = factory.open(location);
    state = store.load();
    disk.log().expect(Expectation.only(state));
    return store;
  }

  private void save(ElectionStore store) throws StoreException {
    PersistentState next = next();
    disk.log().expect(Expectation.either(state, next));
    store.save(next);
    state = Optional.of(next);
    disk.log().expect(Expectation.only(state));
  }

  /** Another start or a longer promise; else a vote, a later term or both. */
  private PersistentState next() {
    PersistentState present = state.orElse(ExampleState.FIRST_START);
    switch (random.nextInt(6)) {
      case 0:
        return present.nextStart();
      case 1:
        return present.withPromiseCap(present.promiseCapMillis() + 1);
      default:
        return nextVote(present);
    }
  }

  /** A vote in the present term if it is free, a later term or both. */
  private PersistentState nextVote(PersistentState present) {
    Vote candidate = ExampleState.voteFor(1 + random.nextInt(3));
    if (present.votedFor() == null && random.nextBoolean()) {
      return present.voteFor(candidate);
    }
    PersistentState later = present.advanceTo(present.term() + 1 + random.nextInt(3));
    return random.nextBoolean() ? later.voteFor(candidate) : later;
  }
}
