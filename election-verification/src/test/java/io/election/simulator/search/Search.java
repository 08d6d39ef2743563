package io.election.simulator.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Visits the states of the cluster, breadth first, until a rule is broken or nothing is new. */
final class Search {

  private static final List<Event> OWN_EVENTS =
      List.of(
          new Event.WakesUp(),
          new Event.WriteEnds(),
          new Event.Restarts(false),
          new Event.Restarts(true));

  private final Bounds bounds;
  private final NodeGraph graph = new NodeGraph();
  private final Messages messages = new Messages(graph);
  private final Arrangement arrangement = new Arrangement(graph, messages);
  private final Visited visited = new Visited();
  private final Queue<ClusterState> queue = new ArrayDeque<>();
  private final Map<Witness, Long> seen = new EnumMap<>(Witness.class);
  private ClusterState last;
  private @Nullable String violation;
  private long expanded;
  private long steps;

  Search(Bounds bounds) {
    this.bounds = bounds;
    LocalState start = graph.start();
    LocalState[] nodes = {start, start, start};
    last = new ClusterState(nodes, bounds.crashes(), new MessageSet(), null);
    for (Witness witness : Witness.values()) {
      seen.put(witness, 0L);
    }
  }

  Findings run() {
    visited.add(last);
    queue.add(last);
    while (!queue.isEmpty() && violation == null && expanded < bounds.states()) {
      ClusterState state = queue.remove();
      if (!state.surpassed) {
        expanded++;
        last = state;
        expand(state);
      }
    }
    return new Findings(
        queue.isEmpty(),
        visited.size(),
        steps,
        graph.size(),
        Path.length(last),
        seen,
        violation,
        violation == null ? List.of() : Path.to(last, graph));
  }

  /** See {@link NodeGraph#compareLookalikes}. */
  long compareLookalikes() {
    return graph.compareLookalikes();
  }

  private void expand(ClusterState state) {
    timePasses(state);
    for (int seat = 0; seat < Message.SEATS; seat++) {
      for (Event event : OWN_EVENTS) {
        happens(state, seat, graph.number(event), event);
      }
    }
    state.messages.forEach(
        number -> {
          Posted posted = messages.posted(number);
          if (posted.arrival != null) {
            happens(state, posted.message.receiver(), posted.arrivalNumber, posted.arrival);
          }
        });
  }

  private void timePasses(ClusterState state) {
    Event event = new Event.TimePasses();
    Draft draft = new Draft(graph, messages, state);
    for (int seat = 0; seat < Message.SEATS; seat++) {
      if (state.nodes[seat].node.disk().isBusy()) {
        return;
      }
      draft.apply(seat, graph.transition(state.nodes[seat], event));
    }
    if (!Arrays.equals(draft.nodes(), state.nodes)) {
      add(draft, state.crashesLeft, state, 0, event);
    }
  }

  private void happens(ClusterState state, int seat, int number, Event event) {
    boolean crashes = event instanceof Event.Restarts;
    if (crashes && state.crashesLeft == 0) {
      return;
    }
    LocalState before = state.nodes[seat];
    Transition transition = graph.transition(before, number);
    if (!transition.changesNothing(before) && !bounds.cutOff(transition)) {
      witness(before, event, transition.next());
      Draft draft = new Draft(graph, messages, state);
      draft.apply(seat, transition);
      add(draft, state.crashesLeft - (crashes ? 1 : 0), state, seat, event);
    }
  }

  private void add(Draft draft, int crashesLeft, ClusterState from, int seat, Event event) {
    if (violation != null) {
      return;
    }
    steps++;
    draft.settle();
    ClusterState state = arrangement.of(draft, crashesLeft, from, seat, event);
    violation = draft.violation() == null ? heeded(draft) : draft.violation();
    if (violation != null) {
      last = state;
    } else if (visited.add(state)) {
      queue.add(state);
    }
  }

  private @Nullable String heeded(Draft draft) {
    for (LocalState state : draft.nodes()) {
      if (!state.tried) {
        state.tried = true;
        String heeded = FutileMessages.heeded(state, graph);
        if (heeded != null) {
          return heeded;
        }
      }
    }
    return null;
  }

  private void witness(LocalState before, Event event, LocalState after) {
    if (after.leads && !before.leads && after.term == 1) {
      saw(Witness.LEADER_IN_FIRST_TERM);
    }
    if (after.leads && !before.leads && after.term == bounds.terms()) {
      saw(Witness.LEADER_IN_LAST_TERM);
    }
    if (event instanceof Event.Restarts crash && before.node.disk().isBusy()) {
      saw(crash.written() ? Witness.CRASH_AFTER_WRITE : Witness.CRASH_BEFORE_WRITE);
      if (crash.written() && before.node.owesAnAnswer()) {
        saw(Witness.CRASH_BETWEEN_WRITE_AND_REPLY);
      }
    }
    if (event instanceof Event.Restarts && before.leads) {
      saw(Witness.CRASH_OF_LEADER);
    }
  }

  private void saw(Witness witness) {
    seen.merge(witness, 1L, Long::sum);
  }
}
