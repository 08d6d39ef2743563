package io.election.simulator.transcript;

import io.election.engine.Timings;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** What a transcript can do to nodes, their clocks and their disks. */
final class NodeCommands {

  private final Stage stage;

  NodeCommands(Stage stage) {
    this.stage = stage;
  }

  /**
   * Does what the verb says, if it is about nodes.
   *
   * @return whether it is
   */
  boolean perform(String verb, Arguments arguments) {
    switch (verb) {
      case "start" -> each(arguments, stage::start);
      case "stop" -> each(arguments, stage::stop);
      case "crash" -> crash(arguments);
      case "freeze" -> each(arguments, stage::freeze);
      case "go-on" -> each(arguments, stage::goOn);
      case "timeout" -> setTimeout(arguments);
      case "clock" -> setClock(arguments);
      case "retime" -> retime(arguments);
      case "list" -> list(arguments);
      case "record" -> preset(arguments);
      case "wipe" -> each(arguments, stage::wipe);
      case "disk" -> setDisk(arguments);
      case "store" -> each(arguments, id -> stage.disk(id).complete());
      case "fail-store" -> each(arguments, id -> stage.disk(id).fail());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void each(Arguments arguments, IntConsumer action) {
    arguments.nodes(stage.nodes().size()).forEach(action::accept);
  }

  private void crash(Arguments arguments) {
    List<Integer> ids = arguments.nodes(stage.nodes().size());
    if (arguments.has("written")) {
      ids.forEach(id -> stage.disk(id).persist());
    }
    ids.forEach(stage::crash);
  }

  private void setDisk(Arguments arguments) {
    List<ScriptedDisk> disks =
        arguments.nodes(stage.nodes().size()).stream().map(stage::disk).toList();
    if (arguments.has("held")) {
      disks.forEach(ScriptedDisk::hold);
    } else if (arguments.has("fails")) {
      disks.forEach(ScriptedDisk::failFromNowOn);
    } else {
      long nanos = arguments.milliseconds();
      disks.forEach(disk -> disk.completeAfter(nanos));
    }
  }

  private void setTimeout(Arguments arguments) {
    ScriptedTimeout timeout = stage.timeout(arguments.number());
    timeout.drawFromNowOn(arguments.milliseconds());
  }

  private void setClock(Arguments arguments) {
    stage.node(arguments.number()).clock().runAt(Double.parseDouble(arguments.word()));
  }

  private void retime(Arguments arguments) {
    List<Integer> ids = arguments.nodes(stage.nodes().size());
    Timings timings = arguments.timings();
    ids.forEach(id -> stage.node(id).retime(timings));
  }

  private void list(Arguments arguments) {
    List<Integer> ids = arguments.nodes(stage.nodes().size());
    Set<Integer> members = Set.copyOf(arguments.numbers());
    ids.forEach(id -> stage.node(id).list(members));
  }

  private void preset(Arguments arguments) {
    int id = arguments.number();
    stage.preset(id, arguments.term(), arguments.nodeOr("none"));
  }
}
