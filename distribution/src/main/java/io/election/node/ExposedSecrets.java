package io.election.node;

import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Secrets that were given as arguments, where every user of the machine reads them. */
final class ExposedSecrets {

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "quarkus\\.security\\.users\\.embedded\\.users\\..+"
              + "|quarkus\\.(oidc|tls)\\.(.+[.-])?(secret|password)(\\..+)?");

  private ExposedSecrets() {}

  /** What to say about each; never the secret. */
  static Stream<String> in(Properties systemProperties) {
    return systemProperties.stringPropertyNames().stream()
        .filter(key -> SECRET_KEY.matcher(key).matches())
        .sorted()
        .map(
            key ->
                "election: warning: everybody on this machine sees %s in the list of its processes; write it into config/application.properties or the environment"
                    .formatted(key));
  }
}
