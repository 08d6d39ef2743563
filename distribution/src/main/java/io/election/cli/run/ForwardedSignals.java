package io.election.cli.run;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Passes the signals that ask this process to end on to another one, and goes on itself: the other
 * one decides what they mean.
 *
 * <p>A terminal sends what is typed (Ctrl-C) to all processes of its foreground group; those then
 * have it already, and it is not sent to them twice.
 */
final class ForwardedSignals {

  private static final String TERMINATE = "TERM";

  /** What a terminal itself sends to all: when a key is typed, and when it is closed. */
  private static final List<String> FROM_TERMINAL = List.of("INT", "HUP");

  private final CompletableFuture<Process> receiver = new CompletableFuture<>();

  private ForwardedSignals() {}

  /** From now on no signal ends this process; each waits until there is one to pass it on to. */
  static ForwardedSignals collect() {
    ForwardedSignals signals = new ForwardedSignals();
    signals.handle(TERMINATE);
    if (!isForeground()) {
      FROM_TERMINAL.forEach(signals::handle);
    } else {
      FROM_TERMINAL.forEach(ForwardedSignals::ignore);
    }
    return signals;
  }

  void passTo(Process process) {
    receiver.complete(process);
  }

  private void handle(String name) {
    install(name, () -> receiver.thenAccept(process -> send(name, process)));
  }

  private static void ignore(String name) {
    install(name, () -> {});
  }

  private static void send(String name, Process process) {
    if (name.equals(TERMINATE)) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
    } catch (IOException noShell) {
      process.destroy();
    }
  }

  /**
   * The platform's only way to handle a signal without ending is not part of the standard library,
   * so the compiler is not told of it.
   */
  private static void install(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException exception) {
      // A platform without this signal: it cannot come, or ends this process as ever.
    }
  }

  private static boolean isForeground() {
    try {
      return isForeground(Files.readString(Path.of("/proc/self/stat"), StandardCharsets.US_ASCII));
    } catch (IOException notOnThisPlatform) {
      return System.console() != null;
    }
  }

  /**
   * Whether the process is in the group that its terminal sends signals to.
   *
   * @param stat its {@code /proc/PID/stat}: behind the name come state, parent, group, session,
   *     terminal, and the terminal's foreground group
   */
  static boolean isForeground(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return fields[2].equals(fields[5]);
  }
}
