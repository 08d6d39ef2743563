package io.election.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Objects;
import org.flywaydb.core.api.resource.LoadableResource;

/** A script that lies beside the classes of this package. */
final class MigrationScript extends LoadableResource {

  private final String name;

  MigrationScript(String name) {
    this.name = name;
  }

  @Override
  public Reader read() {
    InputStream script = MigrationScript.class.getResourceAsStream("migration/" + name);
    return new InputStreamReader(Objects.requireNonNull(script, name), UTF_8);
  }

  @Override
  public String getAbsolutePath() {
    return name;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return name;
  }

  @Override
  public String getFilename() {
    return name;
  }

  @Override
  public String getRelativePath() {
    return name;
  }
}
