package io.election.simulator.search;

import org.jspecify.annotations.Nullable;

/** Of all seatings of a state, the one that stands for them all: the least in some order. */
final class Arrangement {

  private final NodeGraph graph;
  private final Messages messages;

  Arrangement(NodeGraph graph, Messages messages) {
    this.graph = graph;
    this.messages = messages;
  }

  ClusterState of(Draft draft, int crashesLeft, ClusterState from, int seat, Event event) {
    LocalState[] nodes = draft.nodes();
    Seating best = Seating.ALL[0];
    @Nullable MessageSet sent = null;
    for (int i = 1; i < Seating.ALL.length; i++) {
      Seating seating = Seating.ALL[i];
      LocalState[] seated = seating.seat(draft.nodes(), graph);
      int order = compare(seated, nodes);
      if (order < 0) {
        nodes = seated;
        best = seating;
        sent = null;
      } else if (order == 0) {
        MessageSet known = sent == null ? messages.moved(draft.sent(), best) : sent;
        MessageSet moved = messages.moved(draft.sent(), seating);
        boolean isLess = moved.compareTo(known) < 0;
        best = isLess ? seating : best;
        sent = isLess ? moved : known;
      }
    }
    return new ClusterState(
        nodes,
        crashesLeft,
        sent == null ? messages.moved(draft.sent(), best) : sent,
        new ClusterState.Origin(from, seat, event, best));
  }

  private static int compare(LocalState[] one, LocalState[] other) {
    for (int seat = 0; seat < one.length; seat++) {
      if (one[seat].number != other[seat].number) {
        return Integer.compare(one[seat].number, other[seat].number);
      }
    }
    return 0;
  }
}
