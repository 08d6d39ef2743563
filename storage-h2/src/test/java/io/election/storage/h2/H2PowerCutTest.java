package io.election.storage.h2;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.crash.LoggedFileSystem;
import io.election.api.store.crash.PowerCutContract;

class H2PowerCutTest extends PowerCutContract {

  @Override
  protected ElectionStoreFactory factory() {
    return new H2ElectionStoreFactory();
  }

  @Override
  protected ElectionStoreFactory factory(LoggedFileSystem disk) {
    return new H2ElectionStoreFactory(LoggedFilePath.register(disk));
  }
}
