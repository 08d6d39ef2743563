package io.election.storage.h2;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.crash.KillContract;
import java.util.List;

class H2KillTest extends KillContract {

  @Override
  protected ElectionStoreFactory factory() {
    return new H2ElectionStoreFactory();
  }

  @Override
  protected List<String> files() {
    return List.of(
        DatabaseFile.NAME, SaveCount.FILE, SaveCount.FILE + NodeDirectory.TEMPORARY_SUFFIX);
  }
}
