package io.election.cli.access;

import io.election.cli.InteractiveTerminal;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Who the commands are to nodes. A password or a token is never an argument: every user of a
 * machine sees those in the list of its processes.
 */
public final class AccessOptions {

  private static final String USER = "ELECTION_USER";
  private static final String PASSWORD = "ELECTION_PASSWORD";
  private static final String TOKEN = "ELECTION_TOKEN";

  /** The variables of the environment that hold a secret. */
  public static final Set<String> SECRETS = Set.of(PASSWORD, TOKEN);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "Who logs in; default ELECTION_USER. The password is in ELECTION_PASSWORD or a file, or"
              + " is asked for on a terminal.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the password and nothing else.")
  private @Nullable Path passwordFile;

  /** So that who tries it is told what to do, and what he typed is not repeated as an error. */
  @Option(
      names = {"--password", "--token"},
      paramLabel = "SECRET",
      hidden = true)
  private @Nullable String secret;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds a bearer token to log in with; default the token in ELECTION_TOKEN.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--certificate-authority",
      paramLabel = "FILE",
      description = "For https: the certificates (PEM) of who vouches for the nodes.")
  private @Nullable Path authority;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "For https: the certificate (PEM) to log in with.")
  private @Nullable Path certificate;

  @Option(
      names = "--private-key",
      paramLabel = "FILE",
      description = "The private key (PEM, PKCS #8) of that certificate.")
  private @Nullable Path privateKey;

  /**
   * What the options, the environment and perhaps a person at the terminal say.
   *
   * @throws ParameterException if they contradict each other, or a file cannot be used
   */
  public NodeAccess access() {
    return access(System.getenv(), AccessOptions::ask);
  }

  NodeAccess access(Map<String, String> environment, Supplier<char @Nullable []> person) {
    return new NodeAccess(authorization(environment, person), tls());
  }

  private @Nullable String authorization(
      Map<String, String> environment, Supplier<char @Nullable []> person) {
    if (secret != null) {
      throw refusal(
          "a password or a token is no argument, for everybody on this machine sees those: set %s"
                  .formatted(PASSWORD)
              + " or "
              + TOKEN
              + ", or name a file with --password-file or --token-file");
    }
    if (user != null && tokenFile != null) {
      throw refusal("--user and --token-file are two ways to log in; choose one");
    }
    if (tokenFile != null) {
      return bearer(secretIn("--token-file", tokenFile));
    }
    String token = environment.getOrDefault(TOKEN, "").strip();
    String name = user == null ? environment.getOrDefault(USER, "").strip() : user;
    if (user == null && !name.isEmpty() && !token.isEmpty()) {
      throw refusal(USER + " and " + TOKEN + " are two ways to log in; unset one");
    }
    if (!name.isEmpty()) {
      return basic(name, password(name, environment, person));
    }
    if (passwordFile != null) {
      throw refusal("--password-file: whose password? Name the user with --user");
    }
    return token.isEmpty() ? null : bearer(token);
  }

  private String password(
      String name, Map<String, String> environment, Supplier<char @Nullable []> person) {
    if (passwordFile != null) {
      return secretIn("--password-file", passwordFile);
    }
    String known = environment.getOrDefault(PASSWORD, "");
    if (!known.isEmpty()) {
      return known;
    }
    char[] typed = person.get();
    if (typed == null || typed.length == 0) {
      throw refusal(
          "no password for %s: set %s, or name a file with --password-file"
              .formatted(name, PASSWORD));
    }
    String password = String.valueOf(typed);
    Arrays.fill(typed, ' ');
    return password;
  }

  /** Null where nobody sits at a terminal. */
  private static char @Nullable [] ask() {
    Console console = System.console();
    return InteractiveTerminal.isAttached() && console != null
        ? console.readPassword("Password: ")
        : null;
  }

  private String basic(String name, String password) {
    if (name.contains(":")) {
      throw refusal("--user: a name has no colon");
    }
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private String bearer(String token) {
    // What is no token would break the header, and the failure would say it aloud.
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw refusal("what was given as a token is none; it has letters, digits and -._~+/ alone");
    }
    return "Bearer " + token;
  }

  private String secretIn(String option, Path file) {
    String secret = read(option, file).strip();
    if (secret.isEmpty() || secret.contains("\n")) {
      throw refusal(option + ": " + file + " has to hold one line");
    }
    return secret;
  }

  private @Nullable SSLContext tls() {
    if ((certificate == null) != (privateKey == null)) {
      throw refusal("--certificate and --private-key belong together");
    }
    if (authority == null && certificate == null) {
      return null;
    }
    try {
      return TlsFiles.context(
          authority == null ? null : read("--certificate-authority", authority),
          certificate == null ? null : read("--certificate", certificate),
          privateKey == null ? null : read("--private-key", privateKey));
    } catch (IllegalArgumentException unusable) {
      throw refusal(unusable.getMessage());
    } catch (GeneralSecurityException | IOException unusable) {
      // Its own words may repeat what stands in a file.
      throw refusal(
          "--certificate-authority, --certificate and --private-key cannot be used together: is the"
              + " key that of the certificate?");
    }
  }

  private String read(String option, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw refusal(option + ": " + file + " cannot be read; is it there, and text, and yours?");
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
