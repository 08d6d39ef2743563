package io.election.cli;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which nodes a command asks: {@code --url}, else {@code ELECTION_URL}, else the default members.
 */
public final class NodeAddresses {

  private static final String ENVIRONMENT_VARIABLE = "ELECTION_URL";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "A node to ask, like http://127.0.0.1:7101; may be given several times.",
        "Default: the comma-separated URLs in ELECTION_URL, else the default"
            + " members http://127.0.0.1:7101, :7102 and :7103."
      })
  private List<String> urls = List.of();

  /**
   * The nodes to ask, none twice.
   *
   * @throws ParameterException if one is not the URL of a node
   */
  public List<URI> toAsk() {
    return toAsk(System.getenv().getOrDefault(ENVIRONMENT_VARIABLE, ""));
  }

  /**
   * The nodes to do something to, for a command that must not be meant for whoever is there.
   *
   * @throws ParameterException if several were found and none was named by an option
   */
  public List<URI> toSteer() {
    return toSteer(System.getenv().getOrDefault(ENVIRONMENT_VARIABLE, ""));
  }

  List<URI> toSteer(String environment) {
    List<URI> nodes = toAsk(environment);
    if (urls.isEmpty() && nodes.size() > 1) {
      throw new ParameterException(
          command.commandLine(),
          "which node? Name it with --url, like --url " + nodes.get(nodes.size() - 1));
    }
    return nodes;
  }

  List<URI> toAsk(String environment) {
    if (!urls.isEmpty()) {
      return urls.stream().map(url -> parse("--url", url)).distinct().toList();
    }
    if (!environment.isBlank()) {
      return Arrays.stream(environment.split(","))
          .map(url -> parse(ENVIRONMENT_VARIABLE, url.strip()))
          .distinct()
          .toList();
    }
    return IntStream.rangeClosed(7101, 7103)
        .mapToObj(port -> URI.create("http://127.0.0.1:" + port))
        .toList();
  }

  private URI parse(String source, String text) {
    String trimmed = text.replaceFirst("/+$", "");
    try {
      URI url = URI.create(trimmed);
      if (url.getRawUserInfo() != null) {
        throw new ParameterException(
            command.commandLine(),
            source + ": a URL holds no name and no password here; log in with --user");
      }
      if (isHttp(url) && url.getHost() != null && url.getRawPath().isEmpty()) {
        return url;
      }
    } catch (IllegalArgumentException notEvenAnUri) {
      // Told below, as for any other text that is not the URL of a node.
    }
    throw new ParameterException(
        command.commandLine(),
        source + ": '" + text + "' is not a node's URL like http://127.0.0.1:7101");
  }

  private static boolean isHttp(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("http") || scheme.equals("https");
  }
}
