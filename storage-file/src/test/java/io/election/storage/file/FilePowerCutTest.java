package io.election.storage.file;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.crash.LoggedFileSystem;
import io.election.api.store.crash.PowerCutContract;

class FilePowerCutTest extends PowerCutContract {

  @Override
  protected ElectionStoreFactory factory() {
    return new FileElectionStoreFactory();
  }

  @Override
  protected ElectionStoreFactory factory(LoggedFileSystem disk) {
    return new FileElectionStoreFactory();
  }
}
