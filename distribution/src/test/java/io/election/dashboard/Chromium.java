package io.election.dashboard;

import io.election.operations.Program;
import java.io.File;
import java.nio.file.Path;
import java.util.logging.Level;
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
    Program browser = Program.assumeInstalled("chromium");
    Program driver = Program.assumeInstalled("chromedriver");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(driver.path()))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    return new ChromeDriver(service, options(browser, profile));
  }

  private static ChromeOptions options(Program browser, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.path());
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
}
