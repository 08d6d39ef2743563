package io.election.cli.cluster;

import io.election.api.Role;
import io.election.cli.NodeStatus;
import io.election.cli.NodeStatus.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A cluster in a test's hand: change a node, then take a look. Time moves only when told. */
final class Looks {

  private final List<NodeView> nodes = new ArrayList<>();
  private long nanos = 1_000_000_000;
  private long nextPid = 100;

  /** All nodes are starting. */
  Looks(int size) {
    for (int id = 1; id <= size; id++) {
      nodes.add(view(id, nextPid++, NodeState.STARTING, null, null));
    }
  }

  /** All nodes run and follow the first, which leads in term 1. */
  static Looks atRest(int size) {
    Looks looks = new Looks(size);
    looks.leads(1, 1);
    for (int id = 2; id <= size; id++) {
      looks.follows(id, 1, 1);
    }
    return looks;
  }

  ClusterSnapshot take() {
    return new ClusterSnapshot(nanos, List.copyOf(nodes));
  }

  Looks after(Duration time) {
    nanos += time.toNanos();
    return this;
  }

  Looks leads(int id, long term) {
    return says(id, status(id, Role.LEADER, term, id, true, nodes.size()));
  }

  Looks follows(int id, int leader, long term) {
    return says(id, status(id, Role.FOLLOWER, term, leader, false, nodes.size()));
  }

  Looks followsNobody(int id, long term) {
    return says(id, status(id, Role.FOLLOWER, term, null, false, nodes.size()));
  }

  /** It has just stepped down and reaches only so many members, itself included. */
  Looks lostTouch(int id, long term, int reachable) {
    return says(id, status(id, Role.FOLLOWER, term, null, false, reachable));
  }

  Looks becomes(int id, NodeState state) {
    Answer answer =
        state == NodeState.SILENT || state == NodeState.FROZEN ? node(id).answer() : null;
    set(view(id, node(id).pid(), state, null, answer));
    return this;
  }

  Looks exits(int id, int code, String lastWords) {
    NodeView last = node(id);
    set(
        new NodeView(
            id, last.address(), last.pid(), NodeState.EXITED, nanos, code, lastWords, null));
    return this;
  }

  Looks startsAnew(int id) {
    set(view(id, nextPid++, NodeState.STARTING, null, null));
    return this;
  }

  private Looks says(int id, NodeStatus status) {
    NodeView last = node(id);
    set(
        new NodeView(
            id,
            last.address(),
            last.pid(),
            NodeState.RUNNING,
            last.changedNanos(),
            null,
            "",
            new Answer(status, nanos, nanos)));
    return this;
  }

  private NodeStatus status(
      int id, Role role, long term, @Nullable Integer leader, boolean isLeader, int reachable) {
    List<Member> members =
        IntStream.rangeClosed(1, nodes.size())
            .mapToObj(member -> new Member(member, null, member == id, member <= reachable))
            .toList();
    return new NodeStatus(
        id,
        role,
        term,
        leader,
        leader,
        null,
        isLeader,
        isLeader ? 400 : 0,
        false,
        members,
        null,
        null,
        null);
  }

  private NodeView view(
      int id, long pid, NodeState state, @Nullable Integer exitCode, @Nullable Answer answer) {
    return new NodeView(id, "127.0.0.1:" + (7100 + id), pid, state, nanos, exitCode, "", answer);
  }

  private NodeView node(int id) {
    return nodes.get(id - 1);
  }

  private void set(NodeView node) {
    nodes.set(node.id() - 1, node);
  }
}
