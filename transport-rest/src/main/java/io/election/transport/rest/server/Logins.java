package io.election.transport.rest.server;

import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The ways to log in that the configuration opens. */
final class Logins {

  /** Each of these opens one by being true. */
  private static final List<String> SWITCHES =
      List.of(
          "quarkus.oidc.tenant-enabled",
          "quarkus.security.users.file.enabled",
          "quarkus.security.jdbc.enabled",
          "quarkus.security.ldap.enabled");

  /** Each of these opens one by being there. */
  private static final List<String> PREFIXES =
      List.of(
          "quarkus.security.users.embedded.users.",
          "quarkus.http.auth.certificate-role-properties",
          "mp.jwt.verify.publickey");

  private Logins() {}

  /** Whether anybody can log in. */
  static boolean areConfigured(Config config) {
    return SWITCHES.stream()
            .anyMatch(key -> config.getOptionalValue(key, Boolean.class).orElse(false))
        || StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .anyMatch(name -> PREFIXES.stream().anyMatch(name::startsWith));
  }
}
