package io.election.simulator.transcript;

import io.election.api.LossReason;
import io.election.engine.Input;
import io.election.engine.View;
import io.election.simulator.SimulatedNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people can ask of a node in a transcript, and how the leader's work takes it. */
final class HandOverCommands {

  private final Stage stage;

  HandOverCommands(Stage stage) {
    this.stage = stage;
  }

  /**
   * Does what the verb says, if it is about handing over.
   *
   * @return whether it is
   */
  boolean perform(String verb, Arguments arguments) {
    switch (verb) {
      case "transfer" -> transfer(arguments);
      case "resign" -> each(arguments, node -> handOver(node, null, LossReason.RESIGNED));
      case "pause" -> each(arguments, node -> node.step(new Input.Pause()));
      case "resume" -> each(arguments, node -> node.step(new Input.Resume()));
      case "terminate" -> each(arguments, node -> stage.terminate(node.id()));
      case "work" -> setWork(arguments);
      case "work-stopped" -> each(arguments, HandOverCommands::stopWork);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void each(Arguments arguments, Consumer<SimulatedNode> action) {
    arguments.nodes(stage.nodes().size()).forEach(id -> action.accept(stage.running(id)));
  }

  private void transfer(Arguments arguments) {
    SimulatedNode node = stage.running(arguments.number());
    Integer target = arguments.has("to") ? Integer.valueOf(arguments.number()) : null;
    handOver(node, target, LossReason.TRANSFERRED);
  }

  private static void handOver(SimulatedNode node, @Nullable Integer target, LossReason reason) {
    node.handOver(target, reason, outcome -> {});
  }

  private void setWork(Arguments arguments) {
    SimulatedNode node = stage.node(arguments.number());
    long nanos = arguments.has("held") ? SimulatedNode.NEVER : arguments.milliseconds();
    node.stopWorkAfter(() -> nanos);
  }

  /** Its work in the term that it has on disk. */
  private static void stopWork(SimulatedNode node) {
    View view = node.view();
    if (view != null) {
      node.stopWork(view.term());
    }
  }
}
