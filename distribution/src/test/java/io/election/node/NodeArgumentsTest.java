package io.election.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class NodeArgumentsTest {

  @Test
  void takesBothWaysOfWritingASetting() {
    NodeArguments parsed = NodeArguments.parse("-Dnode.id=2", "--quarkus.profile=h2");

    assertThat(parsed.configuration())
        .containsExactly(entry("node.id", "2"), entry("quarkus.profile", "h2"));
    assertThat(parsed.command()).isEmpty();
  }

  @Test
  void aValueMayBeEmptyOrHoldAnEqualsSign() {
    assertThat(NodeArguments.parse("-Da.b=", "-Dc.d=e=f").configuration())
        .containsExactly(entry("a.b", ""), entry("c.d", "e=f"));
  }

  @Test
  void whatFollowsACommandBelongsToIt() {
    NodeArguments parsed = NodeArguments.parse("-Da.b=c", "run", "--", "java", "-Dnode.id=3");

    assertThat(parsed.configuration()).containsExactly(entry("a.b", "c"));
    assertThat(parsed.command()).containsExactly("run", "--", "java", "-Dnode.id=3");
  }

  @Test
  void anOptionWithoutADotBelongsToTheCommandLine() {
    assertThat(NodeArguments.parse("--version").command()).containsExactly("--version");
    assertThat(NodeArguments.parse("--nodes=5").command()).containsExactly("--nodes=5");
  }

  @Test
  void aSettingBeforeTheJarWins() {
    Properties system = new Properties();
    system.setProperty("node.id", "1");

    NodeArguments.parse("-Dnode.id=2", "-Delection.storage=h2").addTo(system);

    assertThat(system)
        .containsExactlyInAnyOrderEntriesOf(Map.of("node.id", "1", "election.storage", "h2"));
  }
}
