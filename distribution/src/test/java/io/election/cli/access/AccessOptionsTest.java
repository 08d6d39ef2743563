package io.election.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** How the commands find out as whom to ask, and that nobody else does. */
class AccessOptionsTest {

  private static final String SECRET = "s3cret";

  @Command
  private static final class Ask {
    @Mixin private AccessOptions login;
  }

  @TempDir private Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("secret"), content);
  }

  private static NodeAccess access(Map<String, String> environment, String... arguments) {
    return asked(environment, null, arguments);
  }

  private static NodeAccess asked(
      Map<String, String> environment, @Nullable String typed, String... arguments) {
    Ask ask = new Ask();
    new CommandLine(ask).parseArgs(arguments);
    return ask.login.access(environment, () -> typed == null ? null : typed.toCharArray());
  }

  private static String header(NodeAccess access) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1"));
    access.applyTo(request);
    return request.build().headers().firstValue("Authorization").orElse("none");
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void withoutAnythingNobodyLogsIn() {
    assertThat(header(access(Map.of()))).isEqualTo("none");
    assertThat(header(access(Map.of("ELECTION_PASSWORD", SECRET)))).isEqualTo("none");
  }

  @Test
  void aUserHasAPasswordFromTheEnvironmentAFileOrAPerson() throws IOException {
    Map<String, String> environment = Map.of("ELECTION_PASSWORD", "of: the environment");
    String file = file("of the file\n").toString();

    assertThat(header(access(environment, "--user", "ada")))
        .isEqualTo(basic("ada:of: the environment"));
    assertThat(header(access(environment, "--user", "ada", "--password-file", file)))
        .isEqualTo(basic("ada:of the file"));
    assertThat(header(asked(Map.of("ELECTION_USER", "bén"), "typed")))
        .isEqualTo(basic("bén:typed"));
  }

  @Test
  void aTokenComesFromTheEnvironmentOrAFile() throws IOException {
    Map<String, String> environment = Map.of("ELECTION_TOKEN", "a.b-c_d");

    assertThat(header(access(environment))).isEqualTo("Bearer a.b-c_d");
    assertThat(header(access(environment, "--token-file", file("e.f\n").toString())))
        .isEqualTo("Bearer e.f");
    assertThat(header(asked(environment, "typed", "--user", "ada"))).isEqualTo(basic("ada:typed"));
  }

  @Test
  void whatContradictsItselfIsRefused() throws IOException {
    String file = file(SECRET).toString();

    assertRefused(Map.of(), "two ways to log in", "--user", "a", "--token-file", file);
    assertRefused(Map.of("ELECTION_USER", "ada", "ELECTION_TOKEN", SECRET), "two ways to log in");
    assertRefused(Map.of(), "whose password?", "--password-file", file);
    assertRefused(Map.of(), "set ELECTION_PASSWORD", "--user", "ada");
    assertRefused(Map.of("ELECTION_PASSWORD", SECRET), "no colon", "--user", "a:b");
    assertRefused(Map.of(), "belong together", "--certificate", file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--token-file",
        "--certificate-authority",
        "--certificate",
        "--private-key",
        "--password-file"
      })
  void aFileThatCannotBeUsedIsNamedAndNotRepeated(String option) throws Exception {
    String file = file(SECRET + "\n" + SECRET + "é").toString();
    String[] more =
        switch (option) {
          case "--certificate" -> new String[] {"--private-key", privateKey()};
          case "--private-key" -> new String[] {"--certificate", file};
          case "--password-file" -> new String[] {"--user", "ada"};
          default -> new String[0];
        };
    String[] arguments = new String[more.length + 2];
    arguments[0] = option;
    arguments[1] = file;
    System.arraycopy(more, 0, arguments, 2, more.length);

    assertRefused(Map.of(), option, arguments);
    arguments[1] = directory.resolve("nowhere").toString();
    assertRefused(Map.of(), "nowhere cannot be read", arguments);
  }

  private String privateKey() throws IOException, GeneralSecurityException {
    PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    return Files.writeString(
            directory.resolve("key"),
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded())))
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--password", "--token"})
  void aSecretIsNoArgument(String option) {
    assertRefused(Map.of(), "is no argument", option, SECRET);
    assertRefused(Map.of(), "is no argument", option + "=" + SECRET);
  }

  /** It would be sent as a header of its own. */
  @Test
  void aTokenThatIsNoneIsRefused() {
    assertRefused(Map.of("ELECTION_TOKEN", SECRET + "\r\nX: y"), "what was given as a token");
  }

  private static void assertRefused(
      Map<String, String> environment, String why, String... arguments) {
    assertThatThrownBy(() -> access(environment, arguments))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void nobodyReadsItInAText() {
    assertThat(access(Map.of("ELECTION_TOKEN", SECRET))).hasToString("logged in");
  }
}
