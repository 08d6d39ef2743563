package io.election.simulator.transcript;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.simulator.SimulatedNode;
import java.util.Set;

/** What a transcript can do to messages. */
final class NetworkCommands {

  /** No real process has this number. */
  private static final long NO_PROCESS = 0;

  private static final long USUAL_PROMISE_NANOS = 500_000_000;
  private static final long USUAL_INTERVAL_NANOS = 100_000_000;

  private final Stage stage;
  private final ScriptedNetwork network;

  NetworkCommands(Stage stage) {
    this.stage = stage;
    this.network = stage.network();
  }

  /**
   * Does what the verb says, if it is about messages.
   *
   * @return whether it is
   */
  boolean perform(String verb, Arguments arguments) {
    switch (verb) {
      case "network" -> setMode(arguments);
      case "deliver" -> deliver(arguments);
      case "lose" -> lose(arguments);
      case "double" -> arguments.links().forEach(network::repeat);
      case "hold" -> arguments.links().forEach(network::hold);
      case "release" -> arguments.links().forEach(network::release);
      case "cut" -> arguments.links().forEach(network::cut);
      case "mend" -> arguments.links().forEach(network::mend);
      case "forge" -> forge(arguments);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void setMode(Arguments arguments) {
    if (arguments.has("held")) {
      network.hold();
    } else {
      network.deliverAfter(arguments.milliseconds());
    }
  }

  private void deliver(Arguments arguments) {
    if (arguments.has("all")) {
      network.deliverAll();
    } else {
      arguments.links().forEach(network::deliver);
    }
  }

  private void lose(Arguments arguments) {
    if (arguments.has("all")) {
      network.loseAll();
    } else {
      arguments.links().forEach(network::lose);
    }
  }

  private void forge(Arguments arguments) {
    Link link = arguments.links().get(0);
    String kind = arguments.word();
    long term = arguments.term();
    String cluster = arguments.has("cluster") ? arguments.word() : SimulatedNode.CLUSTER_ID;
    int version = arguments.has("version") ? arguments.number() : Sender.CURRENT_PROTOCOL_VERSION;
    long number = arguments.has("number") ? arguments.term() : 0;
    long promise = arguments.has("promise") ? arguments.milliseconds() : USUAL_PROMISE_NANOS;
    Sender real = stage.signature(link.from());
    Incarnation incarnation =
        arguments.has("process")
            ? another(arguments.word(), real.incarnation())
            : real.incarnation();
    Sender sender = new Sender(cluster, version, link.from(), incarnation, real.members());
    stage.forge(link.to(), request(kind, sender, term, number, promise));
  }

  /** Another process that goes by the id of a node. */
  private static Incarnation another(String kind, Incarnation real) {
    long directory = real.directory();
    return switch (kind) {
      case "earlier" -> new Incarnation(directory, real.starts() - 1, NO_PROCESS);
      case "twin" -> new Incarnation(directory, real.starts(), NO_PROCESS);
      case "elsewhere" -> new Incarnation(-directory, 1, NO_PROCESS);
      default -> throw new IllegalArgumentException("no kind of process: " + kind);
    };
  }

  private static PeerRequest request(
      String kind, Sender sender, long term, long number, long promise) {
    return switch (kind) {
      case "pre-vote" -> new VoteRequest(sender, term, 1, true);
      case "vote" -> new VoteRequest(sender, term, 1, false);
      case "heartbeat" ->
          new HeartbeatRequest(
              sender,
              term,
              1,
              Set.of(),
              new TransferToken(sender.nodeId(), term, number).seal(),
              new PromiseRequest(promise, USUAL_PROMISE_NANOS, USUAL_INTERVAL_NANOS));
      case "timeout-now" -> new TimeoutNowRequest(sender, term, 1, number);
      default -> throw new IllegalArgumentException("no kind of request: " + kind);
    };
  }
}
