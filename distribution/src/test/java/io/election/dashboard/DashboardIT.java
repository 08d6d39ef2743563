package io.election.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.HandOver;
import io.election.process.JavaProcess;
import io.election.process.NodeJar;
import io.election.process.Ports;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The dashboard of real nodes, each a process of its own. Their timeouts are long, so that they
 * elect nobody only because the browser takes all of the processor.
 */
class DashboardIT {

  private static final String[] TIMINGS = {
    "-Delection.heartbeat-interval=200ms", "-Delection.timeout.min=3s", "-Delection.timeout.max=5s"
  };

  @TempDir private static Path profile;

  private static ChromeDriver browser;

  @TempDir private Path directory;

  private final List<Integer> ports = Ports.consecutive(3);
  private final Map<Integer, JavaProcess> nodes = new TreeMap<>();
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

  @BeforeEach
  void startNodes() {
    for (int id = 1; id <= ports.size(); id++) {
      nodes.put(id, NodeJar.run(directory, NodeJar.node(id, ports, TIMINGS)));
    }
    page = new DashboardPage(browser);
    page.complaints();
    page.size(1280, 1310, 1);
    page.prefer(false, true);
  }

  @AfterEach
  void stopNodes() {
    page.open("about:blank");
    nodes.values().forEach(JavaProcess::close);
  }

  /** Opens the page as this node serves it, as soon as it does, and gives the leader shown. */
  private int open(int node) {
    page.openWhenServed("http://127.0.0.1:" + ports.get(node - 1) + "/");
    page.await("all answer", page::summary, text -> text.endsWith("3 of 3 members answer"));
    page.awaitSettled();
    return page.leader();
  }

  private int other(int node) {
    return node % ports.size() + 1;
  }

  @Test
  void showsTheMembersAndAFailOver() {
    page.prefer(false, false);
    open(1);
    page.await(
        "the leader in the ring",
        () -> "%s, and %d in the ring".formatted(page.headline(), page.drawnLeader()),
        text -> text.matches("Node (\\d) leads, and \\1 in the ring"));
    page.await("heartbeats", () -> "" + page.count(".message-heartbeat"), "2"::equals);
    assertThat(page.complaints())
        .as("but for those of the time when not every node had started")
        .allMatch(complaint -> complaint.contains("ERR_CONNECTION_REFUSED"));

    int leader = page.leader();
    page.await("the history", page::history, text -> text.contains("Node " + leader + " leads"));
    nodes.get(leader).kill();
    page.leaderOtherThan(leader);
    page.await("the dead", () -> page.drawnAs(leader), "silent"::equals);
    page.awaitTold(
        "the votes",
        text -> text.matches("Node \\d gives its vote for term \\d+ to node \\d\\..*"));
    page.await(
        "the reason",
        page::history,
        text -> text.contains("Node " + leader + " was not heard for"));
  }

  @Test
  void handsOverPausesAndResumes() {
    int target = open(1);
    int leader = other(target);
    handOver(target, leader);

    page.steer(target, "transfer");
    page.answer("yes");

    page.await("outcome", page::outcome, text -> text.startsWith("Node " + target + " leads now"));
    page.await("it leads", page::headline, ("Node " + target + " leads")::equals);
    page.await("the history", page::history, text -> text.contains("Node " + target + " leads"));

    page.steer(leader, "pause");
    page.answer("yes");
    page.await("the row", () -> page.row(leader), row -> row.contains("Follower, paused"));
    page.steer(leader, "pause");
    page.await("the row", () -> page.row(leader), row -> !row.contains("paused"));
  }

  /** A leader that was just elected may not know yet who could follow it. */
  private void handOver(int leader, int target) {
    HandOver.to(target, HttpClient.newHttpClient(), "http://127.0.0.1:" + ports.get(leader - 1));
    page.await("it leads", page::headline, ("Node " + target + " leads")::equals);
  }

  @Test
  void goesOnWhenTheServingNodeDies() {
    int leader = open(1);
    if (leader != 1) {
      handOver(leader, 1);
    }

    nodes.get(1).kill();
    page.leaderOtherThan(1);
    page.await(
        "the notice", page::notices, text -> text.contains("Node 1, which served this page"));
    page.await(
        "another's history", () -> page.text("#history-source"), text -> !text.contains("1"));

    int second = page.leaderOtherThan(1);
    int third = second == 2 ? 3 : 2;
    page.steer(third, "transfer");
    page.answer("yes");
    page.await("outcome", page::outcome, text -> text.startsWith("Node " + third + " leads now"));
  }
}
