package io.election.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret among the arguments is told of, and not told. */
class ExposedSecretsTest {

  private static Properties with(String key) {
    Properties properties = new Properties();
    properties.setProperty(key, "s3cret");
    return properties;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.security.users.embedded.users.ada",
        "quarkus.oidc.credentials.secret",
        "quarkus.oidc.credentials.client-secret.value",
        "quarkus.tls.peers.key-store.p12.password"
      })
  void aSecretIsNamed(String key) {
    assertThat(ExposedSecrets.in(with(key)))
        .singleElement()
        .asString()
        .contains(key, "config/application.properties")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.security.users.embedded.roles.ada",
        "quarkus.oidc.auth-server-url",
        "quarkus.tls.peers.key-store.pem.0.key",
        "election.security.shared-secret-file"
      })
  void anythingElseIsNot(String key) {
    assertThat(ExposedSecrets.in(with(key))).isEmpty();
  }
}
