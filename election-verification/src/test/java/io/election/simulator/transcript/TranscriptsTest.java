package io.election.simulator.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every transcript and compares what the nodes do with what the file says. With {@code
 * -Dtranscripts.update=true} the files are rewritten instead; expectations and invariants have to
 * hold all the same.
 */
class TranscriptsTest {

  private static final boolean UPDATE = Boolean.getBoolean("transcripts.update");
  private static final Path STORIES = Path.of("src/test/transcripts");
  private static final Path PAGE = Path.of("../docs/internals/transcripts.md");
  private static final int FEWEST = 40;

  /** Those that can be seen from outside of one engine, with disks that tell the truth. */
  private static final Set<String> RULES_A_STORY_CAN_SHOW =
      Set.of(
          "T1", "T2", "T3", "T5", "T6", "T7", "M1", "M2", "P1", "P2", "P3", "P4", "L1", "L2", "L3",
          "L4", "L5", "H1", "H2", "H3", "H4", "V1", "V2", "V3", "E1", "D2", "D8", "D10", "D11");

  private static List<Transcript> transcripts() throws IOException {
    return Transcript.readAll(STORIES);
  }

  @ParameterizedTest
  @MethodSource("byName")
  void nodesDoWhatTheTranscriptSays(Transcript stored) throws IOException {
    Transcript played = stored.play();

    if (UPDATE) {
      played.writeTo(STORIES);
    } else {
      assertThat(stream(played.text()))
          .as("%s as it goes now; if it is right, -Dtranscripts.update=true", stored.name())
          .hasContent(stored.text());
    }
    assertThat(played.play()).as("played once more").isEqualTo(played);
  }

  private static Stream<Named<Transcript>> byName() throws IOException {
    return transcripts().stream().map(transcript -> Named.of(transcript.name(), transcript));
  }

  /** AssertJ tells the differences of streams line by line. */
  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void thereAreManyAndEachTellsItsStoryAndEndsInAnExpectation() throws IOException {
    assertThat(transcripts())
        .hasSizeGreaterThanOrEqualTo(FEWEST)
        .allSatisfy(
            transcript -> {
              assertThat(transcript.header())
                  .as(transcript.name())
                  .hasSizeGreaterThanOrEqualTo(3)
                  .first()
                  .asString()
                  .matches("[A-Z][^:]+: .+");
              assertThat(rulesIn(transcript)).as("rules in %s", transcript.name()).isNotEmpty();
              assertThat(transcript.commands())
                  .as(transcript.name())
                  .last()
                  .asString()
                  .startsWith("expect ");
            });
  }

  @Test
  void everyRuleThatAStoryCanShowIsShownByOne() throws IOException {
    Set<String> shown =
        transcripts().stream()
            .flatMap(transcript -> rulesIn(transcript).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).containsAll(RULES_A_STORY_CAN_SHOW);
  }

  private static Set<String> rulesIn(Transcript transcript) {
    return Pattern.compile("\\b[A-Z]\\d+\\b")
        .matcher(String.join(" ", transcript.header()))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  @Test
  void theDocumentationListsThemAll() throws IOException {
    String page = Files.readString(PAGE);

    String withList = StoryList.putInto(page, transcripts());

    if (UPDATE) {
      Files.writeString(PAGE, withList);
    } else {
      assertThat(stream(page))
          .as("%s; -Dtranscripts.update=true lists them anew", PAGE)
          .hasContent(withList);
    }
  }
}
