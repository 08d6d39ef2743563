package io.election.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The dashboard as a person sees and uses it. */
final class DashboardPage {

  private static final Pattern LEADS = Pattern.compile("Node (\\d+) leads");

  private final ChromeDriver browser;

  DashboardPage(ChromeDriver browser) {
    this.browser = browser;
  }

  void open(String url) {
    browser.get(url);
    remember();
  }

  /**
   * From now on the page remembers what it shows for a moment only, so that a test need not look at
   * that moment: each caption, and how many messages of a kind were under way at once.
   */
  private void remember() {
    run(
        """
        const told = window.told = [];
        const most = window.most = {};
        const look = () => {
          const caption = document.querySelector('#caption').innerText;
          if (caption !== told.at(-1)) {
            told.push(caption);
          }
          for (const kind of ['question', 'vote']) {
            const count = document.querySelectorAll('.message-' + kind).length;
            most[kind] = Math.max(most[kind] ?? 0, count);
          }
        };
        if (document.querySelector('#caption') !== null) {
          const everything = { childList: true, characterData: true, subtree: true };
          new MutationObserver(look).observe(document.body, everything);
          look();
        }
        """);
  }

  /** Opens it as soon as somebody serves it. */
  void openWhenServed(String url) {
    await(
        "a page at " + url,
        () -> {
          try {
            browser.get(url);
            return browser.getTitle();
          } catch (WebDriverException refused) {
            return String.valueOf(refused.getMessage());
          }
        },
        title -> title.endsWith("Election"));
    remember();
  }

  // What it says.

  String headline() {
    return text("#headline");
  }

  /** Who leads, as soon as the headline names somebody: it names nobody while answers are late. */
  int leader() {
    return leaderOtherThan(0);
  }

  /** Who leads, as soon as the headline names somebody else. */
  int leaderOtherThan(int before) {
    return namedLeader(await("who leads", this::headline, text -> names(text, before)));
  }

  private static boolean names(String headline, int before) {
    return LEADS.matcher(headline).matches() && namedLeader(headline) != before;
  }

  private static int namedLeader(String headline) {
    return Integer.parseInt(LEADS.matcher(headline).replaceFirst("$1"));
  }

  String summary() {
    return text("#summary");
  }

  String caption() {
    return text("#caption");
  }

  /** Waits until the caption says so, if only for a moment; whether it does so now or has. */
  void awaitTold(String what, Predicate<String> condition) {
    await(
        what,
        () -> String.valueOf(run("return window.told.join('\\n')")),
        told -> told.lines().anyMatch(condition));
  }

  /** Waits until so many messages of this kind are under way at once, or have been. */
  void awaitUnderWay(String kind, int count) {
    await(
        kind + "s under way",
        () -> String.valueOf(run("return window.most[arguments[0]]", kind)),
        Integer.toString(count)::equals);
  }

  String history() {
    return text("#history");
  }

  String outcome() {
    return text("#outcome");
  }

  String notices() {
    return text("#notices");
  }

  String question() {
    return text("#confirm[open]");
  }

  /** A member's row of the table: everything that stands in it. */
  String row(int id) {
    return text("#rows [data-id='%d']".formatted(id));
  }

  /** How a member is drawn in the ring, such as "leader". */
  String drawnAs(int id) {
    return attribute("#ring [data-id='%d']".formatted(id), "data-kind");
  }

  /** The member that is drawn as the leader; -1 if none is. */
  int drawnLeader() {
    return browser.findElements(By.cssSelector("#ring [data-kind='leader']")).stream()
        .map(leader -> Integer.parseInt(String.valueOf(leader.getDomAttribute("data-id"))))
        .findFirst()
        .orElse(-1);
  }

  int count(String selector) {
    return browser.findElements(By.cssSelector(selector)).size();
  }

  String attribute(String selector, String name) {
    String value = browser.findElement(By.cssSelector(selector)).getDomAttribute(name);
    return value == null ? "" : value;
  }

  /** Text in the document, also where it has been scrolled out of sight. */
  String text(String selector) {
    Object text =
        browser.executeScript(
            "return document.querySelector(arguments[0])?.innerText ?? ''", selector);
    return String.valueOf(text);
  }

  // What is done with it.

  WebElement button(int member, String action) {
    return browser.findElement(
        By.cssSelector("#rows [data-id='%d'] button[data-action='%s']".formatted(member, action)));
  }

  /** A button that is disabled says why when it is pressed. */
  boolean isDisabled(int member, String action) {
    return "true".equals(button(member, action).getDomAttribute("aria-disabled"));
  }

  void press(int member, String action) {
    button(member, action).click();
  }

  /** Presses it as soon as it can be. */
  void steer(int member, String action) {
    await(action + " of node " + member, () -> "" + isDisabled(member, action), "false"::equals);
    press(member, action);
  }

  void answer(String yesOrNo) {
    browser.findElement(By.cssSelector("#confirm [value='%s']".formatted(yesOrNo))).click();
  }

  /** The question who asks, if it is asked. */
  String loginQuestion() {
    return text("#login-dialog[open]");
  }

  /** With the keyboard alone, as the form has the focus. */
  void logIn(String name, String secret) {
    await("the form", this::loginQuestion, question -> !question.isEmpty());
    if (focused().equals("Password")) {
      // It knows who it was.
      typeShift(Keys.TAB);
    }
    type("Name", name);
    type(Keys.TAB);
    type("Password", secret);
    type(Keys.ENTER);
  }

  private void type(String field, String text) {
    WebElement focused = browser.switchTo().activeElement();
    assertThat(focused.getAccessibleName()).isEqualTo(field);
    focused.clear();
    focused.sendKeys(text);
  }

  void type(Keys key) {
    browser.switchTo().activeElement().sendKeys(key);
  }

  void typeShift(Keys key) {
    browser.switchTo().activeElement().sendKeys(Keys.chord(Keys.SHIFT, key));
  }

  /** What has the keyboard: the accessible name. */
  String focused() {
    return browser.switchTo().activeElement().getAccessibleName();
  }

  Object run(String script, Object... arguments) {
    return browser.executeScript(script, arguments);
  }

  /** Waits until it says so, and gives its words; what it said last stands in the failure. */
  String await(String what, Supplier<String> said, Predicate<String> condition) {
    return Awaitility.await(what)
        .atMost(JavaProcess.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(StaleElementReferenceException.class)
        .until(said::get, condition);
  }

  /** Waits until a member's row says all of this. */
  void awaitRow(int id, String... parts) {
    await(
        "the row of node %d with %s".formatted(id, List.of(parts)),
        () -> row(id),
        row -> Stream.of(parts).allMatch(row::contains));
  }

  /** Waits until what members say is news to the page, and no longer what was before it. */
  void awaitSettled() {
    await(
        "settled",
        () ->
            String.valueOf(
                run(
                    "return performance.now()"
                        + " > performance.getEntriesByType('navigation')[0].loadEventEnd + 2000")),
        "true"::equals);
  }

  /** How much of the lease's arc is hidden. */
  String leaseDrawn() {
    return String.valueOf(
        run(
            "return getComputedStyle(document.querySelector("
                + "'#ring [data-kind=leader] .lease')).strokeDashoffset"));
  }

  boolean focusIsVisible() {
    return Boolean.TRUE.equals(
        run(
            "const style = getComputedStyle(document.activeElement);"
                + "return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"));
  }

  /** Whether anything is on its way from one place to another. */
  boolean moves() {
    return Boolean.TRUE.equals(
        run(
            """
            return document.getAnimations()
              .filter((animation) => animation.playState === 'running')
              .some((animation) => {
                const frames = animation.effect.getKeyframes();
                const [first, last] = [frames[0], frames.at(-1)];
                return first.transform !== last.transform
                  || first.strokeDashoffset !== last.strokeDashoffset;
              });
            """));
  }

  /** What is cut off or makes a person scroll to the side. */
  @SuppressWarnings("unchecked")
  List<String> overflowing(int width) {
    return (List<String>)
        run(
            """
            return [...document.querySelectorAll('body *')]
              .filter((element) => !element.closest('.skip, thead, .glyphs'))
              .filter((element) => element.getBoundingClientRect().right > arguments[0] + 0.5
                || element.getBoundingClientRect().left < -0.5)
              .map((element) => element.outerHTML.slice(0, 120));
            """,
            width);
  }

  /** Every address that the page has loaded something from. */
  @SuppressWarnings("unchecked")
  List<String> loaded() {
    return (List<String>)
        run("return performance.getEntriesByType('resource').map(({ name }) => name)");
  }

  // How it is looked at.

  void size(int width, int height, double scale) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 500));
  }

  void prefer(boolean dark, boolean stillness) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of(
                    "name",
                    "prefers-reduced-motion",
                    "value",
                    stillness ? "reduce" : "no-preference"))));
  }

  /** A picture of this size, in which every message is halfway. */
  void screenshot(String name, int width, int height) {
    run(
        """
        for (const animation of document.getAnimations()) {
          animation.pause();
          animation.currentTime = animation.effect.getComputedTiming().duration * 0.4;
        }
        """);
    size(width, height, width < 500 ? 2 : 1);
    Map<String, Object> picture =
        browser.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
    run("document.getAnimations().forEach((animation) => animation.play())");
    Path directory = Path.of(System.getProperty("dashboard.screenshots", "target/screenshots"));
    try {
      Files.createDirectories(directory);
      Files.write(
          directory.resolve(name + ".png"),
          Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the browser complained of since it was last asked. */
  List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }
}
