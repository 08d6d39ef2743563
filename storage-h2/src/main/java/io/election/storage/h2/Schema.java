package io.election.storage.h2;

import io.election.api.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the database to the present schema with Flyway. */
final class Schema {

  /** The version that had a column for each field; it is not converted. */
  private static final String EARLIER = "1";

  private static final String LATEST = "2";

  private final Flyway flyway;
  private final Path file;

  Schema(DataSource database, Path file) {
    this.file = file;
    this.flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .loggers(SilentFlywayLog.class.getName())
            .dataSource(database)
            .resourceProvider(new SchemaMigrations())
            .javaMigrationClassProvider(List::of)
            .load();
  }

  /**
   * @param mustExist whether a store has saved here, so that a database without a schema has lost
   *     what it held
   */
  void bringUpToDate(boolean mustExist) throws StoreException {
    MigrationInfo current = flyway.info().current();
    if (current == null && mustExist) {
      throw StoreException.damaged(file, "its tables are gone", null);
    }
    for (MigrationInfo applied : flyway.info().applied()) {
      if (!applied.getState().isResolved()) {
        throw ofAnotherVersion(String.valueOf(applied.getVersion()));
      }
    }
    flyway.migrate();
  }

  private StoreException ofAnotherVersion(String found) {
    return found.equals(EARLIER)
        ? StoreException.olderFormat(file, found, LATEST)
        : StoreException.newerFormat(file, found, LATEST);
  }
}
