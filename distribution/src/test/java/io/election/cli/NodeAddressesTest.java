package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class NodeAddressesTest {

  @Command(name = "ask")
  private static final class Ask {
    @Mixin private NodeAddresses addresses;
  }

  @Test
  void optionsComeBeforeTheEnvironment() {
    assertThat(toAsk("http://127.0.0.1:9", "--url", "http://127.0.0.1:1/", "--url", "https://h:2"))
        .containsExactly(URI.create("http://127.0.0.1:1"), URI.create("https://h:2"));
  }

  @Test
  void theEnvironmentNamesSeveralWithCommas() {
    assertThat(toAsk("http://127.0.0.1:1, http://127.0.0.1:2"))
        .containsExactly(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"));
  }

  @Test
  void theDefaultIsTheDefaultMembers() {
    assertThat(toAsk(""))
        .containsExactly(
            URI.create("http://127.0.0.1:7101"),
            URI.create("http://127.0.0.1:7102"),
            URI.create("http://127.0.0.1:7103"));
  }

  @Test
  void aWrongEnvironmentIsNamed() {
    assertThatThrownBy(() -> toAsk("localhost:7101"))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("ELECTION_URL: 'localhost:7101'");
  }

  /** Neither is a password one that stands in the list of processes, nor is it told on. */
  @Test
  void aUrlHoldsNoPassword() {
    assertThatThrownBy(() -> toAsk("", "--url", "http://ada:s3cret@127.0.0.1:7101"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--user")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void oneNodeMayBeSteeredWithoutAnOptionButNotSeveral() {
    assertThat(parsed().toSteer("http://127.0.0.1:1"))
        .containsExactly(URI.create("http://127.0.0.1:1"));
    assertThatThrownBy(() -> parsed().toSteer("http://127.0.0.1:1,http://127.0.0.1:2"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("which node? Name it with --url");
  }

  private static List<URI> toAsk(String environment, String... arguments) {
    return parsed(arguments).toAsk(environment);
  }

  private static NodeAddresses parsed(String... arguments) {
    Ask ask = new Ask();
    new CommandLine(ask).parseArgs(arguments);
    return ask.addresses;
  }
}
