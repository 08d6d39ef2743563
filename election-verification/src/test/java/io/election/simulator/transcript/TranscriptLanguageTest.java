package io.election.simulator.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.simulator.invariant.Violation;
import org.junit.jupiter.api.Test;

/** A transcript that is wrong must not pass. */
class TranscriptLanguageTest {

  private static final String ELECTION =
      """
      nodes 3
      network 10
      disk all 5
      start all
      tick 1000
      """;

  private static Transcript transcript(String text) {
    return new Transcript("test", text);
  }

  @Test
  void falseExpectationsFail() {
    assertFailing("expect leader 2");
    assertFailing("expect leader nobody");
    assertFailing("expect leaderships 2");
    assertFailing("expect all role follower");
    assertFailing("expect 1 term 2");
    assertFailing("expect 1 vote none");
    assertFailing("expect 1 knows 2");
    assertFailing("expect 1 lease none");
    assertFailing("expect 1 store failed");
    assertFailing("expect 1 paused yes");
  }

  private static void assertFailing(String expectation) {
    assertThatThrownBy(() -> transcript(ELECTION + expectation).play())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("test fails at: " + expectation)
        .hasMessageContaining("@665 1: LEADS in term 1");
  }

  @Test
  void invariantsWatch() {
    // A clock at a third of its rate is a fault that an engine cannot help against.
    String slowClock =
        """
        network 10
        disk all 5
        start all
        tick 1000
        clock 1 0.3
        cut 1-2,3
        tick 2000
        """;

    assertThatThrownBy(() -> transcript("nodes 3\n" + slowClock).play())
        .hasMessageContaining("test fails at: tick 2000")
        .hasCauseInstanceOf(Violation.class)
        .hasMessageContaining("L5: ");
  }

  @Test
  void commandsThatMakeNoSenseFail() {
    assertSenseless("tick 10", "say first how many nodes there are");
    assertSenseless(ELECTION + "elect 2", "there is no command elect");
    assertSenseless(ELECTION + "tick 10 20", "this is too much: 20");
    assertSenseless(ELECTION + "crash", "something is missing at the end");
    assertSenseless(ELECTION + "start 1", "node 1 runs already");
    assertSenseless(ELECTION + "crash 4", "there is no node 4");
    assertSenseless(ELECTION + "deliver 1>2", "nothing is under way on 1>2");
    assertSenseless(ELECTION + "store 1", "no write is under way");
    assertSenseless(ELECTION + "crash 2\ntransfer 2 to 1", "node 2 does not run");
    assertSenseless(ELECTION + "pause 4", "there is no node 4");
    assertSenseless(ELECTION + "timeout 2 2000\ntick 100", "a timeout of");
    assertSenseless(ELECTION + "expect 1 mood good", "a node has no mood");
  }

  private static void assertSenseless(String text, String why) {
    assertThatThrownBy(() -> transcript(text).play())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsWrittenUnderACommandIsReplacedByWhatHappens() {
    Transcript told =
        transcript("nodes 1\n# a remark\n\nstart 1\n  @0 1: sleeps\nexpect 1 term 0\n");

    assertThat(told.play().text())
        .isEqualTo(
            "nodes 1\n# a remark\n\nstart 1\n  @0 1: starts for the first time\nexpect 1 term 0\n");
  }
}
