package io.election.node;

/**
 * Ends a node together with the process that launched it, also when that one is killed and can stop
 * nobody. The launcher names itself with the system property {@code node.stop-with}.
 */
final class LauncherWatch {

  private static final String PROPERTY = "node.stop-with";

  private LauncherWatch() {}

  static void endWithLauncher() {
    Long launcher = Long.getLong(PROPERTY);
    if (launcher != null) {
      ProcessHandle.of(launcher)
          .ifPresentOrElse(
              process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
    }
  }
}
