package io.election.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser of this machine. Nothing is downloaded. */
final class Chromium {

  private Chromium() {}

  /** Starts one without a window; skips the test where there is none, and fails it on CI. */
  static ChromeDriver start(Path profile) {
    Optional<Path> browser = find("chromium");
    Optional<Path> driver = find("chromedriver");
    boolean isInstalled = browser.isPresent() && driver.isPresent();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isInstalled).as("chromium and chromium-driver are installed").isTrue();
    }
    Assumptions.assumeTrue(
        isInstalled,
        "chromium and chromium-driver are not installed, so the dashboard is not tested");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    return new ChromeDriver(service, options(browser.orElseThrow(), profile));
  }

  private static ChromeOptions options(Path browser, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en",
        "--user-data-dir=" + profile);
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", console);
    return options;
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A profile of its own, which nobody has used. */
  static Path newProfile() {
    try {
      return Files.createTempDirectory("chromium");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
