package io.election.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.crash.CrashStateContract;
import io.election.api.store.crash.LoggedFileSystem;
import io.election.api.store.crash.Refusals;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Opening an H2 database takes ten times as long as reading a file, so part of its crash states are
 * drawn by lot.
 */
class H2CrashStateTest extends CrashStateContract {

  @Override
  protected ElectionStoreFactory factory(LoggedFileSystem disk) {
    return new H2ElectionStoreFactory(LoggedFilePath.register(disk));
  }

  @Override
  protected int saves() {
    return 8;
  }

  @Override
  protected int oneIn() {
    return 10;
  }

  @Override
  protected int flipsInEachWrite() {
    return 15;
  }

  @Override
  protected int leastPowerCuts() {
    return 1500;
  }

  /** H2 writes a part of its file and the header that points to it without a force between. */
  @Override
  protected Refusals refusalsAfterPowerCuts() {
    return Refusals.IN_THE_MIDST;
  }

  @Override
  protected Set<String> namesToForce() {
    return Set.of(DatabaseFile.NAME, SaveCount.FILE + NodeDirectory.TEMPORARY_SUFFIX, "node-2");
  }

  /** H2 by itself shows an older vote when the newest part of its file is damaged. */
  @Test
  void aStoreWithoutTheSaveCountIsNoticed() throws Exception {
    assertThat(violationOverFlippedBits(disk -> new UncountingStoreFactory(factory(disk))))
        .isNotEmpty();
  }
}
