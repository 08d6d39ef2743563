package io.election.storage.h2;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.crash.KillContract;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Three seconds a kill: for {@code .ci/long}. In each build, the crash states stand for it. */
@Tag("long")
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
