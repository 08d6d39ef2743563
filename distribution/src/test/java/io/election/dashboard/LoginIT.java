package io.election.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import io.election.process.NodeJar;
import io.election.process.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The dashboard of real nodes that want to know who asks. Node 1 serves the page and never leads,
 * so that it is another one that hands over or dies.
 */
class LoginIT {

  private static final String ADAS = "s3cret-of-ada-é";
  private static final String BENS = "s3cret-of-ben";

  /** Ada may steer, Ben may look. */
  private static final Map<String, String> USERS =
      Map.of(
          "QUARKUS_SECURITY_USERS_EMBEDDED_PLAIN_TEXT", "true",
          "QUARKUS_SECURITY_USERS_EMBEDDED_USERS_ADA", ADAS,
          "QUARKUS_SECURITY_USERS_EMBEDDED_ROLES_ADA", "admin",
          "QUARKUS_SECURITY_USERS_EMBEDDED_USERS_BEN", BENS,
          "QUARKUS_SECURITY_USERS_EMBEDDED_ROLES_BEN", "viewer");

  @TempDir private static Path profile;

  private static ChromeDriver browser;

  @TempDir private Path directory;

  private final List<Integer> ports = Ports.consecutive(3);
  private final List<JavaProcess> nodes = new ArrayList<>();
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
  void preparePage() {
    page = new DashboardPage(browser);
    page.complaints();
    page.size(1280, 1310, 1);
    page.prefer(false, true);
  }

  @AfterEach
  void stopNodes() {
    page.open("about:blank");
    nodes.forEach(JavaProcess::close);
  }

  private void open(boolean protectReads) {
    for (int id = 1; id <= ports.size(); id++) {
      String[] arguments =
          NodeJar.node(
              id,
              ports,
              "-Delection.heartbeat-interval=200ms",
              "-Delection.timeout.min=3s",
              "-Delection.timeout.max=5s",
              "-Delection.priority=" + (id == 1 ? 0 : 1),
              "-Delection.security.protect-reads=" + protectReads);
      nodes.add(NodeJar.run(directory, USERS, List.of(), arguments));
    }
    page.openWhenServed("http://127.0.0.1:" + ports.get(0) + "/");
  }

  @Test
  void whoSteersLogsInAndThenItIsDone() {
    open(false);
    int leader = page.leader();
    int target = leader == 2 ? 3 : 2;
    page.await("the history", page::history, text -> text.contains("Node " + leader + " leads"));
    assertThat(page.count("#login[hidden]")).as("nobody has to log in to look").isEqualTo(1);

    page.steer(target, "transfer");
    page.answer("yes");
    page.await("why", page::loginQuestion, text -> text.contains("the role admin"));
    page.logIn("ada", "wrong");
    page.await("why again", page::loginQuestion, text -> text.contains("is wrong"));
    page.logIn("ben", BENS);
    page.await("outcome", page::outcome, text -> text.contains("ben has not the role admin"));
    page.await("it leads on", page::headline, ("Node " + leader + " leads")::equals);
    browser.findElement(By.id("login")).click();
    page.await("nobody", () -> page.text("#login"), "Log in"::equals);

    page.steer(target, "transfer");
    page.answer("yes");
    page.logIn("ada", ADAS);
    page.await("outcome", page::outcome, text -> text.startsWith("Node " + target + " leads now"));
    assertThat(page.text("#login")).isEqualTo("Log out ada");

    // The login is known, and every member takes it.
    page.steer(leader, "pause");
    page.answer("yes");
    page.await("the row", () -> page.row(leader), row -> row.contains("Follower, paused"));
    assertNothingKept();
  }

  @Test
  void whoLooksLogsInWhereReadingIsProtected() {
    page.prefer(true, true);
    page.size(390, 844, 2);
    open(true);
    page.await("the question", page::loginQuestion, text -> text.contains("protect-reads"));
    assertThat(page.overflowing(390)).isEmpty();
    assertThat(page.focusIsVisible()).isTrue();

    page.type(Keys.ESCAPE);
    page.await("a way back", page::notices, text -> text.contains("log in"));
    assertThat(page.loginQuestion()).isEmpty();
    browser.findElement(By.id("login")).click();
    page.logIn("ben", "wrong");
    page.await("why again", page::loginQuestion, text -> text.contains("is wrong"));
    page.logIn("ben", BENS);

    int leader = page.leader();
    page.await("all answer", page::summary, text -> text.endsWith("3 of 3 members answer"));
    page.await("the history", page::history, text -> text.contains("Node " + leader + " leads"));
    page.await("no notice", page::notices, String::isEmpty);
    page.size(1280, 1310, 1);

    // What changes is heard as it happens, although a stream of events has to log in too.
    nodes.get(leader - 1).kill();
    page.await("another leader", page::history, text -> text.contains("was not heard for"));

    browser.findElement(By.id("login")).click();
    page.await("nothing to be seen", page::summary, text -> !text.contains("3 of 3"));
    assertNothingKept();
    browser.navigate().refresh();
    page.await("asked anew", page::loginQuestion, text -> text.contains("Name"));
    assertThat(page.run("return document.querySelector('[name=password]').value")).isEqualTo("");
  }

  private void assertNothingKept() {
    assertThat(
            page.run(
                "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
                    + " location.href, document.documentElement.outerHTML,"
                    + " document.querySelector('[name=password]').value])"))
        .asString()
        .doesNotContain("s3cret");
    assertThat(page.loaded()).noneMatch(url -> url.contains("s3cret"));
    assertThat(page.complaints()).noneMatch(text -> text.contains("s3cret"));
    for (JavaProcess node : nodes) {
      assertThat(node.output() + node.errors()).doesNotContain("s3cret");
    }
  }
}
