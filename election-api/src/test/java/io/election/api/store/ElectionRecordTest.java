package io.election.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.election.api.store.StoreException.Problem;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PromiseRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is exactly what was written, or it is refused in one line (rule T4). */
class ElectionRecordTest {

  private static final Path FILE = Path.of("data", "node-2", "election.record");
  private static final StoreLocation LOCATION =
      new StoreLocation("local", 2, Path.of("data", "node-2"));
  private static final PersistentState STATE = ExampleState.of(7, 3);
  private static final String CONTENT =
      """
      election-record 2
      cluster local
      node 2
      directory 9f86d081884c7d65
      starts 4
      members 1 2 3
      term 7
      vote 3 directory 2c26b46b68ffc68f starts 2 nonce fcde2b2edba56bf4
      promise-cap-millis 4096
      """;
  private static final String TEXT = CONTENT + "checksum 34657116\n";

  @Test
  void recordIsTextThatAnOperatorCanRead() {
    assertThat(ElectionRecord.encode(LOCATION, STATE)).isEqualTo(TEXT);
  }

  @Test
  void everyFieldSurvives() throws Exception {
    Vote vote = ExampleState.voteFor(3);
    Incarnation life = vote.incarnation();
    for (PersistentState state :
        List.of(
            STATE,
            ExampleState.FIRST_START,
            new PersistentState(0, 4, Set.of(1, 2, 3), 7, vote, 4096),
            new PersistentState(-1, 4, Set.of(1, 2, 3), 7, vote, 4096),
            STATE.nextStart(),
            STATE.startedAtLeast(Long.MAX_VALUE),
            new PersistentState(STATE.directory(), 4, Set.of(2), 7, vote, 4096),
            new PersistentState(STATE.directory(), 4, Set.of(10, 9, 2147483647), 7, vote, 4096),
            ExampleState.of(8, 3),
            ExampleState.of(Long.MAX_VALUE - 1, 3),
            ExampleState.of(7, null),
            ExampleState.of(7, 1),
            ExampleState.of(7, Integer.MAX_VALUE),
            votedFor(new Incarnation(Long.MIN_VALUE, life.starts(), life.nonce())),
            votedFor(new Incarnation(life.directory(), Long.MAX_VALUE, life.nonce())),
            votedFor(new Incarnation(life.directory(), life.starts(), 0)),
            STATE.withPromiseCap(0),
            STATE.withPromiseCap(PromiseRequest.LONGEST.toMillis()))) {
      assertThat(decode(ElectionRecord.encode(LOCATION, state))).isEqualTo(state);
    }
  }

  private static PersistentState votedFor(Incarnation life) {
    return ExampleState.of(7, null).voteFor(new Vote(3, life));
  }

  @Test
  void damageInAnyLineIsNoticed() {
    List<String> lines = TEXT.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int last = line.length() - 1;
      assertDamaged(TEXT.replace(line, line.substring(0, last) + (char) (line.charAt(last) ^ 1)));
      assertDamaged(TEXT.replace(line, line.substring(0, last)));
      assertDamaged(TEXT.replace(line + "\n", ""));
      assertDamaged(TEXT.replace(line + "\n", line + "\n" + line + "\n"));
      assertDamaged(TEXT.substring(0, TEXT.indexOf(line)));
    }
  }

  @Test
  void nothingBehindTheLastLineIsTaken() {
    assertDamaged(TEXT.stripTrailing());
    assertDamaged(TEXT + "\n");
    assertDamaged("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "election-record 2    | election-record 0",
        "election-record 2    | election-record two",
        "election-record 2    | record 2",
        "cluster local        | cluster",
        "node 2               | node 0",
        "node 2               | node 2147483648",
        "directory 9f86d081884c7d65 | directory 9F86d081884c7d65",
        "directory 9f86d081884c7d65 | directory f86d081884c7d65",
        "directory 9f86d081884c7d65 | directory 9f86d081884c7d650",
        "starts 4             | starts 0",
        "starts 4             | starts 04",
        "members 1 2 3        | members",
        "members 1 2 3        | members 0 1 2",
        "members 1 2 3        | members 3 2 1",
        "members 1 2 3        | members 1 1 2",
        "members 1 2 3        | members 1  2",
        "members 1 2 3        | members 1,2,3",
        "term 7               | term -7",
        "term 7               | term +7",
        "term 7               | term 07",
        "term 7               | term ٧",
        "term 7               | term 9223372036854775807",
        "term 7               | term 9223372036854775808",
        "vote 3               | vote 0",
        "vote 3               | vote none",
        "vote 3 directory     | vote 3 dir",
        "starts 2             | starts 0",
        "starts 2 nonce       | nonce",
        "nonce fcde2b2edba56bf4 | nonce -fcde2b2edba56bf",
        "nonce fcde2b2edba56bf4 | nonce fcde2b2edba56bf4 more",
        "promise-cap-millis 4096 | promise-cap-millis -1",
        "promise-cap-millis 4096 | promise-cap-millis 10001",
        "promise-cap-millis 4096 | promise-cap 4096"
      })
  void whatThisSoftwareWouldNotHaveWrittenIsRefusedThoughItsChecksumFits(
      String line, String other) {
    assertThat(CONTENT).contains(line);
    assertDamaged(RecordText.withChecksum(CONTENT.replace(line, other)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void missingLineIsRefusedThoughTheChecksumFits(int line) {
    String missing = CONTENT.lines().toList().get(line) + "\n";
    assertDamaged(RecordText.withChecksum(CONTENT.replace(missing, "")));
  }

  @Test
  void linesOfOtherKindsAreRefusedThoughTheChecksumFits() {
    assertDamaged(RecordText.withChecksum(""));
    assertDamaged(RecordText.withChecksum("election-record 2\n"));
    assertDamaged(RecordText.withChecksum(CONTENT + "more 1\n"));
    assertDamaged(RecordText.withChecksum(CONTENT.replace("\n", "\r\n")));
    assertDamaged(RecordText.withChecksum(CONTENT.replace("term 7\n", "term 7 \n")));
    assertDamaged(
        RecordText.withChecksum(
            CONTENT.replace("node 2\n", "").replace("term 7\n", "term 7\nnode 2\n")));
  }

  @Test
  void earlierFormatIsRefusedWithTheWayOut() {
    assertRefused(
        RecordText.withChecksum("election-record 1\ncluster local\nnode 2\nterm 7\nvote 3\n"),
        Problem.OLDER_FORMAT,
        FILE
            + " was written by an earlier version of this software (format 1, this version reads"
            + " 2), and this node's record cannot be carried over; stop all nodes of the cluster,"
            + " empty their data directories and start them anew");
  }

  @Test
  void laterFormatIsRefusedWithTheWayOut() {
    assertRefused(
        RecordText.withChecksum("election-record 3\nwhatever a later version writes\n"),
        Problem.NEWER_FORMAT,
        FILE
            + " was written by a later version of this software (format 3, this version reads up to"
            + " 2); start that version or a later one");
  }

  @Test
  void damageIsNotTakenForAnotherFormat() {
    assertDamaged(TEXT.replace("election-record 2", "election-record 1"));
    assertDamaged(TEXT.replace("election-record 2", "election-record 3"));
  }

  @Test
  void recordOfAnotherNodeIsRefusedWithTheWayOut() {
    for (StoreLocation owner :
        List.of(
            new StoreLocation("other", 2, LOCATION.directory()),
            new StoreLocation("local", 3, LOCATION.directory()))) {
      assertRefused(
          ElectionRecord.encode(owner, STATE),
          Problem.FOREIGN,
          FILE
              + " belongs to node %d of cluster %s".formatted(owner.nodeId(), owner.clusterId())
              + ", not to node 2 of cluster local; correct node.id, election.cluster-id or"
              + " election.data-dir");
    }
  }

  private static PersistentState decode(String text) throws StoreException {
    return ElectionRecord.decode(LOCATION, FILE, text);
  }

  private static void assertDamaged(String text) {
    StoreException refusal = refusal(text);
    assertThat(refusal.problem()).as(refusal.getMessage()).isEqualTo(Problem.DAMAGED);
    assertThat(refusal.getMessage()).startsWith(FILE + " is damaged (").hasLineCount(1);
  }

  private static void assertRefused(String text, Problem problem, String message) {
    StoreException refusal = refusal(text);
    assertThat(refusal.problem()).isEqualTo(problem);
    assertThat(refusal).hasMessage(message);
  }

  private static StoreException refusal(String text) {
    StoreException refusal = catchThrowableOfType(StoreException.class, () -> decode(text));
    assertThat(refusal).as("refusal of " + text).isNotNull();
    return refusal;
  }
}
