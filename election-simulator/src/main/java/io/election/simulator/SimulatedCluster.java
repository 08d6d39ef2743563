package io.election.simulator;

import io.election.engine.Effect;
import io.election.engine.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All members of a cluster with their disks, their clocks and the network between them. One seed
 * gives one course of events, on every machine.
 */
public final class SimulatedCluster {

  private final Setting setting;
  private final Set<Integer> members;
  private final Agenda agenda = new Agenda();
  private final Trace trace;
  private final Judge judge;
  private final FaultyNetwork network;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<SimulatedNode> hosts = new ArrayList<>();
  private final List<FaultyDisk> disks = new ArrayList<>();
  private BiConsumer<SimulatedNode, Effect> afterEffect = (node, effect) -> {};
  private BiConsumer<SimulatedNode, Message> afterRequest = (node, request) -> {};
  private Function<Message, Optional<SimulatedNode>> address =
      message -> Optional.of(node(message.to()));

  /**
   * Builds a cluster, all of whose nodes have yet to {@linkplain #start() start}.
   *
   * @param random the source of all that is random in it
   * @param onlookers who looks on
   */
  public SimulatedCluster(Setting setting, SplittableRandom random, Onlookers onlookers) {
    this.setting = setting;
    this.trace = onlookers.trace();
    trace.timeFrom(agenda);
    judge = new Judge(this, onlookers);
    network = new FaultyNetwork(agenda, random.split(), setting.usualDelayNanos(), this::deliver);
    members = IntStream.rangeClosed(1, setting.size()).boxed().collect(Collectors.toSet());
    for (int id = 1; id <= setting.size(); id++) {
      FaultyDisk disk = new FaultyDisk(agenda, random.split(), setting.usualWriteNanos());
      disks.add(disk);
      SimulatedClock clock = new SimulatedClock(agenda, random.nextLong(1L << 50));
      SimulatedNode.World world = new SimulatedNode.World(agenda, network, judge, random.split());
      SimulatedNode node =
          new SimulatedNode(
              id, members, setting.timings(), setting.priority(id), clock, disk, world);
      node.delayWakeUps(setting.longestWakeUpDelayNanos());
      nodes.add(node);
    }
    hosts.addAll(nodes);
  }

  /**
   * Adds another node that claims to be this member; it has yet to start, and to be {@linkplain
   * #address reached}.
   */
  SimulatedNode addTwin(SimulatedNode node, Disk disk, SplittableRandom twinRandom) {
    SimulatedClock clock = new SimulatedClock(agenda, twinRandom.nextLong(1L << 50));
    SimulatedNode twin =
        node.twin(clock, disk, new SimulatedNode.World(agenda, network, judge, twinRandom.split()));
    twin.delayWakeUps(setting.longestWakeUpDelayNanos());
    hosts.add(twin);
    return twin;
  }

  /** From now on this says which node a message reaches that has come through the network. */
  void address(Function<Message, Optional<SimulatedNode>> receiver) {
    address = receiver;
  }

  /** Starts all nodes. */
  public void start() {
    nodes.forEach(SimulatedNode::start);
  }

  /** Lets time pass. */
  public void run(long nanos) {
    agenda.runUntil(agenda.now() + nanos);
  }

  /** What kind of cluster this is. */
  public Setting setting() {
    return setting;
  }

  /** The ids of all members. */
  Set<Integer> members() {
    return members;
  }

  /** True time. */
  public Agenda agenda() {
    return agenda;
  }

  /** The network. */
  public FaultyNetwork network() {
    return network;
  }

  /** All nodes, by ascending id. */
  public List<SimulatedNode> nodes() {
    return nodes;
  }

  /** All nodes, and those that claim to be one of them. */
  List<SimulatedNode> hosts() {
    return hosts;
  }

  /** The node of this id. */
  public SimulatedNode node(int id) {
    return nodes.get(id - 1);
  }

  /** The disk of this node. */
  public FaultyDisk disk(int id) {
    return disks.get(id - 1);
  }

  /** The node that leads at this instant. */
  public Optional<SimulatedNode> leader() {
    return hosts.stream().filter(SimulatedNode::isLeader).findFirst();
  }

  /** Whether one node leads and every node runs and knows it. */
  public boolean agrees() {
    Optional<SimulatedNode> leader = leader();
    return leader.isPresent()
        && nodes.stream().allMatch(node -> node.runs() && knows(node, leader.get().id()));
  }

  private static boolean knows(SimulatedNode node, int leader) {
    View view = node.view();
    return view != null && Objects.equals(view.leaderId(), leader);
  }

  /** A thread of this node's process asks whether the node leads, if there is a process. */
  void ask(SimulatedNode node) {
    if (node.runs()) {
      judge.asked(node);
    }
  }

  View viewOf(SimulatedNode node) {
    return Objects.requireNonNull(node.view());
  }

  /** How often a node began to lead. */
  public long leaderships() {
    return judge.leaderships();
  }

  /** How many inputs all nodes took in. */
  public long steps() {
    return judge.steps();
  }

  /** Stands for the whole course of events up to now. */
  public long fingerprint() {
    return judge.fingerprint();
  }

  /** Judges all that happens. */
  Judge judge() {
    return judge;
  }

  /** Records a remark among what happens. */
  public void note(String remark) {
    trace.note(remark);
  }

  /** Calls this after each effect that a node has carried out; it may crash the node. */
  public void afterEveryEffect(BiConsumer<SimulatedNode, Effect> action) {
    afterEffect = action;
  }

  /** Calls this after each request that has come to a node, which may be down. */
  void afterEveryRequest(BiConsumer<SimulatedNode, Message> action) {
    afterRequest = action;
  }

  void carriedOut(SimulatedNode node, Effect effect) {
    afterEffect.accept(node, effect);
  }

  private void deliver(Message message) {
    address.apply(message).ifPresent(receiver -> deliver(message, receiver));
  }

  private void deliver(Message message, SimulatedNode receiver) {
    receiver.receive(message);
    if (message.response() == null) {
      afterRequest.accept(receiver, message);
    }
  }
}
