package io.election.simulator.transcript;

import io.election.api.ElectionControl;
import io.election.engine.View;
import io.election.simulator.SimulatedNode;
import java.util.function.Consumer;

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
      case "resign" -> each(arguments, node -> node.steer(ElectionControl::resign));
      case "pause" -> each(arguments, node -> node.steer(ElectionControl::pause));
      case "resume" -> each(arguments, node -> node.steer(ElectionControl::resume));
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
    if (arguments.has("to")) {
      int target = arguments.number();
      node.steer(control -> control.transfer(target));
    } else {
      node.steer(ElectionControl::transfer);
    }
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
