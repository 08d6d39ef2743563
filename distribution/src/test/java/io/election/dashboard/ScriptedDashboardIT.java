package io.election.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.Ports;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * What the dashboard shows, says and does with five scripted nodes. The pictures for the
 * documentation are taken when somebody asks for them:
 *
 * <pre>
 * mvn -pl distribution -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test=ScriptedDashboardIT -Dgroups=pictures -Dexcluded.tests=none verify
 * </pre>
 */
class ScriptedDashboardIT {

  private static final String PICTURES = "pictures";
  private static final Instant THEN = Instant.parse("2026-03-02T09:14:05Z");

  @TempDir private static Path profile;

  private static ChromeDriver browser;

  private FakeCluster cluster;
  private DashboardPage page;

  @BeforeAll
  static void startBrowser() {
    browser = Chromium.start(profile);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  /** Node 4 led, then node 1, and now node 3. */
  @BeforeEach
  void startCluster(TestInfo test) {
    List<Integer> ports =
        test.getTags().contains(PICTURES)
            ? List.of(7101, 7102, 7103, 7104, 7105)
            : Ports.consecutive(5);
    cluster = new FakeCluster(ports, THEN.minusSeconds(1));
    cluster.elect(4, 7, THEN);
    cluster.loseLeader(4, 612, THEN.plusSeconds(3_100));
    cluster.elect(1, 9, THEN.plusMillis(3_100_412));
    cluster.handOver(1, 3, THEN.plusSeconds(5_300));
    page = new DashboardPage(browser);
    page.size(1280, 900, 1);
    // What moves is drawn sixty times a second, which takes a processor where there is no other.
    page.prefer(false, true);
    page.complaints();
  }

  @AfterEach
  void stopCluster() {
    page.open("about:blank");
    cluster.close();
  }

  /** The page as node 1 serves it, when it has heard everybody. */
  private void open() {
    page.open(cluster.url(1));
    page.await("who leads", page::headline, "Node 3 leads"::equals);
    page.await("all answer", page::summary, "Term 10 · 5 of 5 members answer"::equals);
    page.await("its history", page::history, text -> text.contains("Node 4 leads"));
  }

  /** The same for who wants to be told of the next election. */
  private void openAndSettle() {
    open();
    page.awaitSettled();
  }

  private void loseNode3() {
    cluster.kill(3);
    cluster.loseLeader(3, 701, THEN.plusSeconds(6_000));
  }

  @Test
  void showsTheMembersTheirRolesTermsAndVotes() {
    open();

    page.await("the leader", () -> page.drawnAs(3), "leader"::equals);
    for (int follower : List.of(1, 2, 4, 5)) {
      page.await("a follower", () -> page.drawnAs(follower), "follower"::equals);
    }
    page.awaitRow(3, "Node 3", cluster.node(3).address(), "Leader", "10", "lease");
    page.awaitRow(4, "Follower", "10", "node 3", "heard just now");
    page.await(
        "what it does",
        page::caption,
        text -> text.startsWith("Node 3 leads. Again and again it tells the others"));
    page.await("the title", browser::getTitle, "Node 3 leads – Election"::equals);
  }

  @Test
  void saysWhyAMemberTakesNoPart() {
    cluster.impede(2, "its disk is full");
    open();

    assertThat(page.row(2)).contains("Takes no part in elections: its disk is full");
    assertThat(page.row(1)).doesNotContain("Takes no part");
  }

  @Test
  void explainsTheHistoryInPlainWords() {
    open();

    assertThat(page.history())
        .containsSubsequence(
            "Term 10 Node 3 leads",
            "Node 1 hands over to node 3.",
            "Term 9 Node 1 leads",
            "Node 4 was not heard for 612 ms.",
            "Term 8 chose nobody.",
            "Term 7 Node 4 leads",
            "Node 1 started.")
        .containsOnlyOnce("The next leader was known 412 ms later.");
  }

  @Test
  void explainsTheEndOfItsOwnLeadership() {
    cluster.handOver(3, 1, THEN.plusSeconds(6_000));
    cluster.loseLeader(1, 640, THEN.plusSeconds(6_100));
    page.open(cluster.url(1));

    page.await(
        "the end",
        page::history,
        text -> text.contains("Node 1 no longer leads: it no longer reached a majority."));
    assertThat(page.history())
        .containsOnlyOnce("Term 11 Node 1 leads")
        .contains("Term 11 Nobody leads")
        .contains("Node 3 handed over to node 1.")
        .doesNotContain("640 ms");
  }

  @Test
  void asksTheNewLeaderWhereItsOwnNodeOnlyHeardOfTheChange() {
    open();

    cluster.handOver(3, 5, THEN.plusSeconds(6_000));
    page.await(
        "what node 5 knows", page::history, text -> text.contains("Node 3 handed over to node 5."));
    assertThat(page.history())
        .contains("Term 11 Node 5 leads")
        .contains("The next leader was known 7 ms later.")
        .doesNotContain("Node 5 went on to term 11.");
  }

  @Test
  void saysWhatItsOwnNodeHeardWhereTheNewLeaderIsOutOfReach() {
    cluster.keepPagesApart();
    page.open(cluster.url(1));
    page.await("who leads", page::headline, "Node 3 leads"::equals);

    cluster.handOver(3, 5, THEN.plusSeconds(6_000));
    page.await(
        "what node 1 knows", page::history, text -> text.contains("Node 5 went on to term 11."));
  }

  @Test
  void heartbeatsMoveAndTheLeaseDrains() {
    page.prefer(false, false);
    open();

    page.await("heartbeats", () -> "" + page.count(".message-heartbeat"), "4"::equals);
    String before = page.leaseDrawn();
    page.await("the lease moves", page::leaseDrawn, now -> !now.equals(before));
  }

  @Test
  void tellsAnElectionStepByStep() {
    page.prefer(false, false);
    openAndSettle();

    loseNode3();
    page.await("the fall", () -> page.drawnAs(3), "silent"::equals);
    page.await("nobody leads", page::headline, "Nobody leads yet"::equals);
    page.awaitTold("why", text -> text.startsWith("Node 3, which led, no longer answers."));
    page.await(
        "the reason in the history", page::history, text -> text.contains("Term 10 Nobody leads"));

    cluster.elect(2, 11, THEN.plusMillis(6_000_300));
    page.awaitTold(
        "the question",
        ("Node 3 was not heard for 701 ms. Node 2 asks the others: would you vote for me?")
            ::equals);
    page.awaitUnderWay("question", 3);
    page.awaitTold(
        "the votes",
        text -> text.startsWith("Nodes 1, 4 and 5 give their vote for term 11 to node 2."));
    page.awaitUnderWay("vote", 3);
    page.awaitTold(
        "the result",
        "With its own, it has 4 of 5 votes, a majority. Node 2 leads term 11."::equals);
    page.await(
        "and then",
        page::caption,
        ("Node 3 does not answer. Node 2 leads on, because 4 of 5 are still a majority.")::equals);
    assertThat(page.history())
        .containsSubsequence(
            "Term 11 Node 2 leads",
            "Node 3 was not heard for 701 ms.",
            "The next leader was known 300 ms later.");
  }

  @Test
  void saysThatAMinorityCannotElect() {
    open();

    loseNode3();
    cluster.kill(4);
    cluster.kill(5);
    cluster.stand(1, "PRE_CANDIDATE", 10, 3);

    page.await("nobody can lead", page::headline, "Nobody can lead"::equals);
    page.await(
        "why",
        page::caption,
        ("Node 1 asks: would you vote for me? Only 2 of 5 answer, and it takes 3 to elect."
                + " When another one is back, it goes on.")
            ::equals);
    page.await("a candidate", () -> page.drawnAs(1), "candidate"::equals);
    page.awaitRow(4, "No answer", "it does not answer");
  }

  @Test
  void handsOverWhenAskedAndTheAnswerIsYes() {
    openAndSettle();

    page.steer(5, "transfer");
    assertThat(page.question()).contains("Make node 5 the leader?", "Node 3 stops its work");
    page.answer("no");
    assertThat(cluster.leads(3)).isTrue();
    assertThat(page.outcome()).isEmpty();

    page.steer(5, "transfer");
    page.answer("yes");
    page.await("outcome", page::outcome, "Node 5 leads now, in term 11."::equals);
    page.await("it leads", page::headline, "Node 5 leads"::equals);
    // Who is heard first decides what the page knows of the cause when it tells of the election.
    page.awaitTold("the question", text -> text.contains("Node 5 asks the others"));
    page.await("why", page::history, text -> text.contains("Node 3 handed over to node 5."));
  }

  @Test
  void theLeaderHandsOverToTheBest() {
    open();

    page.steer(3, "transfer");
    assertThat(page.question()).contains("Hand over from node 3?");
    page.answer("yes");
    page.await("outcome", page::outcome, "Node 4 leads now, in term 11."::equals);
  }

  @Test
  void aRefusalIsShownInTheNodesWords() {
    open();

    cluster.refuse(409, "node 3 does not lead any more, ask node 2");
    page.steer(5, "transfer");
    page.answer("yes");
    page.await(
        "outcome",
        page::outcome,
        "Not handed over: Node 3 does not lead any more, ask node 2."::equals);
    assertThat(page.attribute("#outcome", "data-tone")).isEqualTo("bad");
  }

  @Test
  void pausesWhenTheAnswerIsYesAndResumesAtOnce() {
    open();

    page.steer(4, "pause");
    assertThat(page.question()).contains("Pause node 4?", "still votes");
    page.answer("yes");
    page.await(
        "outcome", page::outcome, "Node 4 is paused: it will not stand for election."::equals);
    page.awaitRow(4, "Follower, paused", "it is paused");

    page.steer(4, "pause");
    page.await("outcome", page::outcome, "Node 4 may stand for election again."::equals);
    page.await("the row", () -> page.row(4), row -> !row.contains("paused"));
  }

  @Test
  void aButtonThatMakesNoSenseSaysWhy() {
    open();

    cluster.kill(5);
    page.await("silent", () -> page.row(5), row -> row.contains("it does not answer"));
    assertThat(page.isDisabled(5, "transfer")).isTrue();
    page.press(5, "transfer");
    page.await("why", page::outcome, "“Make leader” is not possible: it does not answer."::equals);
  }

  @Test
  void goesOnWithAnotherNodeWhenItsOwnDies() {
    open();

    cluster.kill(1);
    page.await(
        "the notice",
        page::notices,
        text -> text.startsWith("Node 1, which served this page, does not answer."));
    assertThat(page.notices()).contains("goes on with node 3").contains("Open it from node 3");
    page.await(
        "the history", () -> page.text("#history-source"), text -> text.startsWith("As node 3"));

    cluster.handOver(3, 4, THEN.plusSeconds(7_000));
    page.await("a new leader", page::headline, "Node 4 leads"::equals);
    page.await("its history", page::history, text -> text.contains("Term 11 Node 4 leads"));
    page.steer(5, "transfer");
    page.answer("yes");
    page.await("outcome", page::outcome, "Node 5 leads now, in term 12."::equals);

    cluster.node(1).start(THEN.plusSeconds(8_000));
    page.await("it is back", page::notices, String::isEmpty);
  }

  @Test
  void showsWhatTheServingNodeSaysWhereTheOthersAreOutOfReach() {
    cluster.keepPagesApart();
    page.open(cluster.url(1));

    page.await("who leads", page::headline, "Node 3 leads"::equals);
    page.await(
        "who says so", page::summary, "Term 10 · 5 of 5 members answer · as node 1 says"::equals);
    page.await(
        "the notice",
        page::notices,
        "This browser reaches node 1 only. The others are shown as it sees them."::equals);
    page.awaitRow(3, "Leader", "not reached from here");
    page.awaitRow(2, "Not the leader", "heard by node 1");
    page.awaitRow(1, "node 3 leads and is not reached from here");

    page.steer(1, "pause");
    page.answer("yes");
    page.await("outcome", page::outcome, text -> text.startsWith("Node 1 is paused"));

    loseNode3();
    page.await("no leader", page::headline, "Nobody leads yet"::equals);
    cluster.elect(1, 11, THEN.plusSeconds(6_500));
    page.await("a leader", page::headline, "Node 1 leads"::equals);
  }

  @Test
  void believesTheLeaderThatHearsWhomTheBrowserHasLost() {
    open();

    cluster.hide(5);
    page.await("silent", () -> page.drawnAs(5), "silent"::equals);
    page.awaitRow(5, "heard by node 3 just now", "Not the leader", "not reached from here");
    page.await("all answer", page::summary, "Term 10 · 5 of 5 members answer"::equals);
  }

  @Test
  void pointsToTheAddressThatMembersKnow() {
    cluster.keepPagesApart();
    String address = cluster.node(1).address();
    page.open("http://localhost:" + address.substring(address.indexOf(':') + 1) + "/");

    page.await("the notice", page::notices, text -> text.contains("Try " + address));
  }

  @Test
  void everythingCanBeReachedAndDoneByKeyboard() {
    open();

    List<String> reached = new ArrayList<>();
    do {
      page.type(Keys.TAB);
      reached.add(page.focused());
      assertThat(page.focusIsVisible()).as("focus seen after %s", reached).isTrue();
    } while (!page.focused().equals("Pause: node 5"));
    assertThat(reached)
        .startsWith("Skip to the members", "Motion is off", "What happened")
        .contains("Make leader: node 1", "Hand over: node 3");

    while (!page.focused().equals("Make leader: node 2")) {
      page.typeShift(Keys.TAB);
    }
    page.type(Keys.ENTER);
    assertThat(page.question()).contains("Make node 2 the leader?");
    assertThat(page.focused()).as("what is safe has the keyboard").isEqualTo("Cancel");
    page.type(Keys.ESCAPE);
    assertThat(page.question()).isEmpty();
    assertThat(page.focused()).isEqualTo("Make leader: node 2");

    page.type(Keys.ENTER);
    page.type(Keys.TAB);
    page.type(Keys.ENTER);
    page.await("outcome", page::outcome, "Node 2 leads now, in term 11."::equals);
  }

  @Test
  void nothingMovesForWhoeverWishesSo() {
    page.prefer(false, true);
    openAndSettle();

    assertThat(page.text("#motion")).isEqualTo("Motion is off");
    loseNode3();
    cluster.elect(2, 11, THEN.plusMillis(6_000_300));
    page.awaitUnderWay("vote", 3);
    assertThat(page.moves()).isFalse();
    page.await("the end", page::caption, text -> text.startsWith("Node 3 does not answer."));
    assertThat(page.moves()).isFalse();

    page.prefer(false, false);
    page.await("motion again", () -> "" + page.moves(), "true"::equals);
    assertThat(page.text("#motion")).isEqualTo("Stop motion");
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
  void everyTextIsReadable(int width, boolean dark) {
    page.size(width, 900, 1);
    page.prefer(dark, true);
    open();
    cluster.pause(4, true);
    cluster.kill(1);
    loseNode3();
    cluster.stand(2, "CANDIDATE", 11, 2);
    page.await("a candidate", () -> page.drawnAs(2), "candidate"::equals);
    page.await("a notice", page::notices, text -> !text.isEmpty());
    page.await(
        "nobody who could hand over", () -> "" + page.isDisabled(5, "transfer"), "true"::equals);
    // Where the notice moves it away under the pointer, it is pressed once more.
    page.await(
        "an outcome",
        () -> {
          page.press(5, "transfer");
          return page.outcome();
        },
        text -> !text.isEmpty());

    assertThat(Contrast.tooLow(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768, 1024, 1280})
  void fitsTheWidth(int width) {
    page.size(width, 800, 1);
    open();

    assertThat(page.overflowing(width)).isEmpty();
  }

  @Test
  void loadsNothingFromElsewhereAndGetsNoComplaint() {
    open();

    List<String> origins = cluster.nodes().stream().map(node -> cluster.url(node.id())).toList();
    assertThat(page.loaded())
        .isNotEmpty()
        .allMatch(url -> origins.stream().anyMatch(url::startsWith));
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  @Tag(PICTURES)
  void picturesOfAnElection() {
    page.prefer(false, false);
    openAndSettle();
    page.await("heartbeats", () -> "" + page.count(".message-heartbeat"), "4"::equals);
    page.prefer(true, false);
    page.screenshot("dashboard-dark", 1280, 1310);
    page.prefer(false, false);
    page.screenshot("steady-light", 1280, 1310);
    page.steer(5, "transfer");
    page.screenshot("question", 1280, 800);
    page.answer("no");

    loseNode3();
    page.await("nobody leads", page::headline, "Nobody leads yet"::equals);
    page.await("the history", page::history, text -> text.contains("Nobody leads"));
    page.screenshot("leader-lost", 1280, 1310);
    cluster.elect(2, 11, THEN.plusMillis(6_000_300));
    page.await("questions", () -> "" + page.count(".message-question"), "3"::equals);
    page.screenshot("questions", 1280, 840);
    page.await("votes", () -> "" + page.count(".message-vote"), "3"::equals);
    page.screenshot("dashboard-light", 1280, 872);
    page.await("the end of it", page::caption, text -> text.startsWith("Node 3 does not answer."));
    cluster.refuse(504, "node 5 did not win the election in time");
    page.steer(5, "transfer");
    page.answer("yes");
    page.await("the refusal", page::outcome, text -> text.startsWith("Not handed over"));
    cluster.pause(4, true);
    cluster.kill(1);
    page.await("the notice", page::notices, text -> !text.isEmpty());
    page.screenshot("serving-node-lost", 1280, 1460);
    page.prefer(true, false);
    page.screenshot("serving-node-lost-dark-phone", 390, 2600);
    cluster.kill(2);
    cluster.loseLeader(2, 644, THEN.plusSeconds(9_000));
    cluster.stand(5, "PRE_CANDIDATE", 11, 2);
    page.await("a minority", page::headline, "Nobody can lead"::equals);
    page.screenshot("minority-dark", 1280, 1460);
  }

  @Test
  @Tag(PICTURES)
  void pictureOnAPhone() {
    page.size(390, 844, 2);
    open();
    page.await("heartbeats", () -> "" + page.count(".message-heartbeat"), "4"::equals);
    page.screenshot("dashboard-phone", 390, 844);
    page.screenshot("phone-whole", 390, 2300);
  }

  @Test
  @Tag(PICTURES)
  void pictureWhereTheOthersAreOutOfReach() {
    cluster.keepPagesApart();
    page.open(cluster.url(1));
    page.await("the notice", page::notices, text -> !text.isEmpty());
    page.screenshot("out-of-reach", 1024, 1300);
  }
}
