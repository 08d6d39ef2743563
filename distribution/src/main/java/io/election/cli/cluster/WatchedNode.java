package io.election.cli.cluster;

import io.election.api.transport.Member;
import io.election.cli.cluster.NodeProcess.Ending;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One run of a node: its process and the watch over what it answers. */
record WatchedNode(Member member, NodeProcess process, NodeWatch watch) {

  /** Long enough for a busy machine's pauses; a node that hangs longer is worth a line. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(2);

  static WatchedNode of(Member member, NodeProcess process) {
    return new WatchedNode(member, process, NodeWatch.start(process, member.address()));
  }

  /** What is to be seen of it now. */
  NodeView view(long nanos) {
    Ending ending = process.ending();
    Answer answer = watch.latest();
    if (ending != null) {
      NodeState state = ending.killed() ? NodeState.KILLED : NodeState.EXITED;
      return view(state, ending.exitCode(), ending.lastWords(), null);
    }
    return view(aliveState(answer, nanos), null, "", answer);
  }

  private NodeState aliveState(@Nullable Answer answer, long nanos) {
    if (process.isFrozen()) {
      return NodeState.FROZEN;
    }
    if (answer != null && nanos - answer.answeredNanos() < SILENT_AFTER.toNanos()) {
      return NodeState.RUNNING;
    }
    return watch.everAnswered() ? NodeState.SILENT : NodeState.STARTING;
  }

  private NodeView view(
      NodeState state, @Nullable Integer exitCode, String lastWords, @Nullable Answer answer) {
    return new NodeView(
        member.id(),
        member.address(),
        process.pid(),
        state,
        process.changedNanos(),
        exitCode,
        lastWords,
        answer);
  }
}
