package io.election.simulator.transcript;

import io.election.api.store.PersistentState;
import io.election.api.store.Vote;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Sender;
import io.election.engine.Input;
import io.election.engine.Timings;
import io.election.simulator.Agenda;
import io.election.simulator.Message;
import io.election.simulator.Referee;
import io.election.simulator.SimulatedClock;
import io.election.simulator.SimulatedNode;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.WatchedCluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A cluster to play a transcript on: real engines, and around them nothing that acts by itself. */
final class Stage {

  /** Node n draws the n-th fifth of the range of timeouts, so the lowest id stands first. */
  private static final int TIMEOUT_STEPS = 5;

  private final Agenda agenda = new Agenda();
  private final ScriptedNetwork network = new ScriptedNetwork(agenda, this::deliver);
  private final Narrator narrator;
  private final Referee referee;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<ScriptedDisk> disks = new ArrayList<>();
  private final List<ScriptedTimeout> timeouts = new ArrayList<>();
  private final Set<Integer> standingStill = new HashSet<>();

  /**
   * @param priorities of the first nodes; all others have 1
   */
  Stage(int size, Timings timings, List<Integer> priorities) {
    if (size < 1 || size > TIMEOUT_STEPS) {
      throw new IllegalArgumentException("between 1 and " + TIMEOUT_STEPS + " nodes, please");
    }
    narrator = new Narrator(agenda, network::isHeld, node -> disk(node.id()).isHeld());
    Map<Integer, Integer> priorityByMember =
        IntStream.rangeClosed(1, size)
            .boxed()
            .collect(
                Collectors.toMap(
                    id -> id, id -> id > priorities.size() ? 1 : priorities.get(id - 1)));
    WatchedCluster cluster =
        new WatchedCluster(timings.timeoutMin(), timings.timeoutMax(), priorityByMember);
    referee = new Referee(agenda, nodes, cluster, Invariants::all);
    Watchers watchers = new Watchers(List.of(narrator, referee));
    long shortest = timings.timeoutMin().toNanos();
    long step = (timings.timeoutMax().toNanos() - shortest) / TIMEOUT_STEPS;
    for (int id = 1; id <= size; id++) {
      ScriptedDisk disk = new ScriptedDisk(id, agenda);
      ScriptedTimeout timeout = new ScriptedTimeout(timings, shortest + id * step);
      disks.add(disk);
      timeouts.add(timeout);
      SimulatedNode node =
          new SimulatedNode(
              id,
              priorityByMember.keySet(),
              timings,
              Objects.requireNonNull(priorityByMember.get(id)),
              new SimulatedClock(agenda, 0),
              disk,
              new SimulatedNode.World(agenda, network, watchers, timeout));
      nodes.add(node);
    }
  }

  Narrator narrator() {
    return narrator;
  }

  ScriptedNetwork network() {
    return network;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  SimulatedNode node(int id) {
    return nodes.get(checked(id) - 1);
  }

  ScriptedDisk disk(int id) {
    return disks.get(checked(id) - 1);
  }

  ScriptedTimeout timeout(int id) {
    return timeouts.get(checked(id) - 1);
  }

  private int checked(int id) {
    if (!isMember(id)) {
      throw new IllegalArgumentException("there is no node " + id);
    }
    return id;
  }

  private boolean isMember(int id) {
    return id >= 1 && id <= nodes.size();
  }

  /** Lets time pass. */
  void tick(long nanos) {
    agenda.runUntil(agenda.now() + nanos);
  }

  /** Starts a node that does not run. */
  void start(int id) {
    if (node(id).runs()) {
      throw new IllegalArgumentException("node " + id + " runs already");
    }
    node(id).start();
  }

  /** The process of a node is gone without another word. */
  void crash(int id) {
    standingStill.remove(id);
    running(id).crash();
  }

  /** Everything on a node's disk is gone, and nobody can hold the node to it. */
  void wipe(int id) {
    disk(id).wipe();
    referee.forgot(node(id));
  }

  /** The process of a node stands still. */
  void freeze(int id) {
    running(id).standStill();
    standingStill.add(id);
  }

  /** It goes on. */
  void goOn(int id) {
    if (!standingStill.remove(id)) {
      throw new IllegalArgumentException("node " + id + " does not stand still");
    }
    node(id).goOn();
  }

  boolean standsStill(int id) {
    return standingStill.contains(id);
  }

  SimulatedNode running(int id) {
    if (!node(id).runs()) {
      throw new IllegalArgumentException("node " + id + " does not run");
    }
    return node(id);
  }

  /** Shuts a node down in order; then its process is gone. */
  void stop(int id) {
    running(id).step(new Input.Stop());
    crash(id);
  }

  /** Tells a node's process to end: it hands over if it leads, and then is gone. */
  void terminate(int id) {
    running(id).stopInOrder(() -> standingStill.remove(id));
  }

  /** Puts a record on the disk of a node that does not run. */
  void preset(int id, long term, @Nullable Integer votedFor) {
    if (node(id).runs()) {
      throw new IllegalArgumentException("node " + id + " runs, its record is its own");
    }
    Vote vote = votedFor == null ? null : new Vote(votedFor, new Incarnation(votedFor, 1, 1));
    referee.forgot(node(id));
    disk(id).preset(new PersistentState(id, 1, members(), term, vote, 0));
  }

  /** How the present process of a node signs, or its last one; or somebody who is no member. */
  Sender signature(int id) {
    return isMember(id) && node(id).hasStarted()
        ? node(id).signature()
        : new Sender(
            SimulatedNode.CLUSTER_ID,
            Sender.CURRENT_PROTOCOL_VERSION,
            id,
            new Incarnation(id, 1, 1),
            members());
  }

  private Set<Integer> members() {
    return nodes.stream().map(SimulatedNode::id).collect(Collectors.toSet());
  }

  /** A message arrives that no node has sent. */
  void forge(int to, PeerRequest request) {
    Sender sender = request.sender();
    deliver(new Message(sender.nodeId(), sender.incarnation().nonce(), to, request, null));
  }

  private void deliver(Message message) {
    if (isMember(message.to())) {
      node(message.to()).receive(message);
    }
  }
}
