package io.election.storage.file;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.crash.KillContract;
import java.util.List;

class FileKillTest extends KillContract {

  @Override
  protected ElectionStoreFactory factory() {
    return new FileElectionStoreFactory();
  }

  @Override
  protected List<String> files() {
    return List.of(
        FileElectionStore.RECORD_FILE,
        FileElectionStore.RECORD_FILE + NodeDirectory.TEMPORARY_SUFFIX);
  }
}
