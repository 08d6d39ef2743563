package io.election.simulator.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.engine.View;
import io.election.simulator.SimulatedNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a transcript expects to be true at an instant. */
final class Expectation {

  private static final String NONE = "none";

  private final Stage stage;

  Expectation(Stage stage) {
    this.stage = stage;
  }

  /**
   * @throws AssertionError if it is not true
   */
  void check(Arguments arguments) {
    if (arguments.has("leader")) {
      Integer leader = arguments.nodeOr("nobody");
      assertThat(leadersNow())
          .as("nodes that say that they lead")
          .isEqualTo(leader == null ? List.of() : List.of(leader));
    } else if (arguments.has("leaderships")) {
      assertThat(stage.narrator().leaderships())
          .as("leaderships begun so far")
          .isEqualTo(arguments.number());
    } else {
      checkNodes(arguments);
    }
  }

  private List<Integer> leadersNow() {
    return stage.nodes().stream().filter(SimulatedNode::isLeader).map(SimulatedNode::id).toList();
  }

  private void checkNodes(Arguments arguments) {
    List<View> views =
        arguments.nodes(stage.nodes().size()).stream()
            .map(id -> Objects.requireNonNull(stage.node(id).view(), id + " does not run"))
            .toList();
    do {
      String property = arguments.word();
      String expected = arguments.word();
      assertThat(views)
          .as(property)
          .extracting(view -> property(view, property))
          .containsOnly(expected);
    } while (!arguments.isEmpty());
  }

  private static boolean isOfKind(@Nullable Impediment impediment, Impediment.Kind kind) {
    return impediment != null && impediment.kind() == kind;
  }

  private static String property(View view, String name) {
    return switch (name) {
      case "term" -> String.valueOf(view.term());
      case "vote" -> view.votedFor() == null ? NONE : view.votedFor().toString();
      case "knows" -> view.leaderId() == null ? NONE : view.leaderId().toString();
      case "role" -> Wording.of(view.role());
      case "lease" ->
          view.leaseUntilNanos() == View.NO_LEASE ? NONE : Milliseconds.of(view.leaseUntilNanos());
      case "paused" -> view.paused() ? "yes" : "no";
      case "store" -> isOfKind(view.impediment(), Impediment.Kind.STORE) ? "failed" : "works";
      case "impediment" -> view.impediment() == null ? NONE : Wording.of(view.impediment().kind());
      default -> throw new IllegalArgumentException("a node has no " + name);
    };
  }
}
