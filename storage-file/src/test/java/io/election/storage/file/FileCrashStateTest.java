package io.election.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.crash.CrashStateContract;
import io.election.api.store.crash.LoggedFileSystem;
import io.election.api.store.crash.Refusals;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileCrashStateTest extends CrashStateContract {

  @Override
  protected ElectionStoreFactory factory(LoggedFileSystem disk) {
    return new FileElectionStoreFactory();
  }

  @Override
  protected int saves() {
    return 70;
  }

  @Override
  protected int oneIn() {
    return 1;
  }

  @Override
  protected int flipsInEachWrite() {
    return 100;
  }

  @Override
  protected int leastPowerCuts() {
    return 10_000;
  }

  @Override
  protected Refusals refusalsAfterPowerCuts() {
    return Refusals.NEVER;
  }

  @Override
  protected Set<String> namesToForce() {
    return Set.of(FileElectionStore.RECORD_FILE + NodeDirectory.TEMPORARY_SUFFIX, "node-2");
  }

  @Test
  void aRecordOverwrittenInPlaceIsNoticed() throws Exception {
    assertThat(violationAtPowerCuts(disk -> new OverwritingStoreFactory())).isNotEmpty();
  }
}
