package io.election.storage.h2;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations, listed and not looked for on the class path: that works alike from an uber-jar
 * and in dev mode, and neither finds a host application's own migrations nor is found by its
 * Flyway.
 */
final class SchemaMigrations implements ResourceProvider {

  private static final List<String> NAMES = List.of("V2__election_record.sql");

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return NAMES.contains(name) ? new MigrationScript(name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return NAMES.stream()
        .filter(name -> name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
        .<LoadableResource>map(MigrationScript::new)
        .toList();
  }
}
