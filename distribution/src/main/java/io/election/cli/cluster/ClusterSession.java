package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.InteractiveTerminal;
import io.election.cli.Palette;
import io.election.cli.cluster.ConsoleCommand.ForAll;
import io.election.cli.cluster.ConsoleCommand.ForNode;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the cluster from its first node's start until it is told to quit, or the process ends. */
final class ClusterSession {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final ClusterPlan plan;
  private final LocalCluster cluster;
  private final Display display;
  private final BlockingQueue<String> input;
  private final CommandExecution execution;
  private final ClusterEvents events = new ClusterEvents();
  private boolean anyNodeRan;
  private volatile boolean quit;
  private volatile boolean ending;

  ClusterSession(
      ClusterPlan plan, LocalCluster cluster, Display display, BlockingQueue<String> input) {
    this.plan = plan;
    this.cluster = cluster;
    this.display = display;
    this.input = input;
    this.execution = new CommandExecution(cluster);
  }

  /** With a picture on a terminal, with plain lines elsewhere. */
  static ClusterSession onStandardStreams(ClusterPlan plan, LocalCluster cluster) {
    Clock clock = Clock.systemDefaultZone();
    if (InteractiveTerminal.isAttached()) {
      Display screen = new TerminalScreen(System.out, clock, Palette.ofStandardOutput());
      return new ClusterSession(plan, cluster, screen, StandardInput.lines("quit"));
    }
    // A pipe that is closed has no more to say; that is no reason to end.
    Display lines = new PlainLines(System.out, clock);
    return new ClusterSession(plan, cluster, lines, StandardInput.lines(""));
  }

  /**
   * Blocks until the end; all nodes are stopped when it returns, and also when the process is told
   * to end meanwhile.
   *
   * @throws CommandFailure if no node could be started
   */
  ExitCode run() throws InterruptedException {
    // Nothing to remove it for: the process ends right after this command.
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop the nodes"));
    try {
      introduce();
      plan.members().forEach(member -> cluster.start(member.id()));
      while (!quit && !ending) {
        look();
        take(input.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
      }
      return ExitCode.DONE;
    } finally {
      end();
    }
  }

  private void introduce() {
    display.tell(
        ClusterEvent.plain(
            "starting %d nodes on 127.0.0.1:%d to %d; their votes are kept by storage %s"
                .formatted(
                    plan.nodes(),
                    plan.basePort(),
                    plan.basePort() + plan.nodes() - 1,
                    plan.storage().configuredName())));
    display.tell(
        ClusterEvent.plain("data and logs: " + plan.dataDirectory().resolve("node-N/node.log")));
  }

  private void look() {
    ClusterSnapshot now = cluster.snapshot();
    if (ending) {
      // That the nodes stop now is no news.
      return;
    }
    events.observe(now).forEach(display::tell);
    display.show(now);
    anyNodeRan |= now.count(NodeState.RUNNING) > 0;
    if (!anyNodeRan && now.nodes().stream().noneMatch(NodeView::isAlive)) {
      throw new CommandFailure(
          ExitCode.ERROR,
          "no node came up: " + now.node(1).lastWords() + " (see " + plan.logOf(1) + ")");
    }
  }

  private void take(@Nullable String line) throws InterruptedException {
    if (line == null) {
      return;
    }
    display.prompt();
    if (line.isBlank()) {
      return;
    }
    try {
      execute(ConsoleCommand.parse(line));
    } catch (CommandFailure refusal) {
      display.tell(ClusterEvent.plain(refusal.getMessage()));
    }
  }

  private void execute(ConsoleCommand command) throws InterruptedException {
    if (command instanceof ForNode forNode) {
      execution.execute(forNode);
    } else if (command instanceof ForAll forAll) {
      switch (forAll) {
        case RESIGN -> execution.resign();
        case STATUS ->
            cluster.snapshot().nodes().stream().map(StatusLine::of).forEach(display::tell);
        case QUIT -> quit = true;
      }
    }
  }

  /** The end of the command and the end of the process both come here; the first one does it. */
  private synchronized void end() {
    if (ending) {
      return;
    }
    ending = true;
    display.close();
    display.tell(ClusterEvent.plain("stopping the nodes"));
    cluster.close();
    display.tell(ClusterEvent.plain("all nodes are stopped"));
  }
}
