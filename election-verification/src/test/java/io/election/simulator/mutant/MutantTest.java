package io.election.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.election.engine.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Mutants apply to the sources as they are, and are really what runs. */
class MutantTest {

  private static final boolean UPDATE = Boolean.getBoolean("mutants.update");
  private static final Path PAGE =
      Modules.verification().resolve("../docs/internals/verification.md").normalize();

  private static final String HALF_A_LEASE =
      """
      The default of the shortest timeout is another.
      --- io/election/engine/Timings.java
      -          Duration.ofMillis(500),
      +          Duration.ofMillis(400),
      """;

  @Test
  void runsInPlaceOfTheProductAndLeavesItAlone() throws Exception {
    MutantClassLoader world = new MutantClassLoader(Mutant.parse("half-a-lease", HALF_A_LEASE));

    assertThat(world.run(ShortestTimeout.class)).isEqualTo("PT0.4S");
    assertThat(new ShortestTimeout().call()).isEqualTo("PT0.5S");
  }

  @Test
  void failsLoudlyWhenItNoLongerApplies() {
    Mutant stale = Mutant.parse("stale", HALF_A_LEASE.replace("ofMillis(500)", "ofMillis(501)"));

    assertThatIllegalStateException()
        .isThrownBy(() -> new MutantClassLoader(stale))
        .withMessageContaining("no longer applies")
        .withMessageContaining("0 times");
  }

  @Test
  void failsLoudlyWhenItsLinesStandInSeveralPlaces() {
    Change change = new Change("A.java", List.of("}"), List.of());

    assertThatIllegalStateException()
        .isThrownBy(() -> change.applyTo("{\n}\n  }\n"))
        .withMessageContaining("2 times");
  }

  @Test
  void documentationListsThemAll() throws IOException {
    String page = Files.readString(PAGE);

    String withTable = MutantTable.putInto(page, Mutant.all());

    if (UPDATE) {
      Files.writeString(PAGE, withTable);
    } else {
      assertThat(page).as("%s; -Dmutants.update=true lists them anew", PAGE).isEqualTo(withTable);
    }
  }

  /** Says which default it sees. */
  static final class ShortestTimeout implements Callable<String> {
    @Override
    public String call() {
      return Timings.DEFAULT.timeoutMin().toString();
    }
  }
}
