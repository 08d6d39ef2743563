package io.election.simulator.transcript;

import io.election.engine.Timings;
import io.election.engine.View;
import io.election.simulator.SimulatedNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out the commands of one transcript, one by one. */
final class Director {

  /** Commands of which it is worth a word that the nodes do nothing in answer. */
  private static final Set<String> QUESTIONS =
      Set.of("deliver", "store", "fail-store", "forge", "work-stopped");

  private Timings timings = Timings.DEFAULT;
  private List<Integer> priorities = List.of();
  private @Nullable Stage stage;

  /**
   * Carries one command out.
   *
   * @return what the nodes did in answer
   * @throws AssertionError if an expectation or an invariant does not hold
   * @throws IllegalArgumentException if the command makes no sense
   */
  List<String> perform(String command) {
    Arguments arguments = new Arguments(command);
    String verb = arguments.word();
    Stage played = stage;
    if (played == null) {
      setUp(verb, arguments);
      arguments.requireEnd();
      return List.of();
    }
    if (verb.equals("status")) {
      return played.nodes().stream().map(node -> status(played, node)).toList();
    }
    boolean isKnown =
        perform(played, verb, arguments)
            || new NodeCommands(played).perform(verb, arguments)
            || new HandOverCommands(played).perform(verb, arguments)
            || new NetworkCommands(played).perform(verb, arguments);
    if (!isKnown) {
      throw new IllegalArgumentException("there is no command " + verb);
    }
    arguments.requireEnd();
    List<String> lines = played.narrator().takeLines();
    return lines.isEmpty() && QUESTIONS.contains(verb) ? List.of("nothing") : lines;
  }

  /** What has happened since the last command, when an error ended the next one. */
  List<String> linesUpToError() {
    return Stream.ofNullable(stage).flatMap(it -> it.narrator().takeLines().stream()).toList();
  }

  private void setUp(String verb, Arguments arguments) {
    switch (verb) {
      case "timings" -> timings = arguments.timings();
      case "priorities" -> priorities = arguments.numbers();
      case "nodes" -> stage = new Stage(arguments.number(), timings, priorities);
      default -> throw new IllegalArgumentException("say first how many nodes there are");
    }
  }

  private static boolean perform(Stage stage, String verb, Arguments arguments) {
    switch (verb) {
      case "tick" -> stage.tick(arguments.milliseconds());
      case "quiet" -> stage.narrator().beQuiet(true);
      case "loud" -> stage.narrator().beQuiet(false);
      case "expect" -> new Expectation(stage).check(arguments);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String status(Stage stage, SimulatedNode node) {
    View view = node.view();
    if (view == null) {
      return "%d: does not run; on its disk: %s"
          .formatted(node.id(), Wording.of(node.disk().content()));
    }
    String leader =
        node.isLeader()
            ? "leads until " + Milliseconds.of(view.leaseUntilNanos())
            : view.leaderId() == null ? "knows no leader" : "knows leader " + view.leaderId();
    return "%d: %s, %s, %s%s"
        .formatted(
            node.id(),
            Wording.of(view.role()),
            Wording.record(view.term(), view.votedFor()),
            leader,
            (view.paused() ? ", paused" : "")
                + (stage.standsStill(node.id()) ? ", stands still" : ""));
  }
}
