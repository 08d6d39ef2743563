package io.election.simulator.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The way to a state, for people to read. The nodes keep their names from the first line on. */
final class Path {

  private final NodeGraph graph;
  private String[] names = {"n1", "n2", "n3"};

  private Path(NodeGraph graph) {
    this.graph = graph;
  }

  static List<String> to(ClusterState last, NodeGraph graph) {
    Path path = new Path(graph);
    List<String> lines = new ArrayList<>();
    for (ClusterState.Origin origin : origins(last)) {
      lines.add(path.line(origin));
    }
    return lines;
  }

  static int length(ClusterState last) {
    return origins(last).size();
  }

  private static List<ClusterState.Origin> origins(ClusterState last) {
    List<ClusterState.Origin> origins = new ArrayList<>();
    for (ClusterState.Origin origin = last.origin; origin != null; origin = origin.state().origin) {
      origins.add(0, origin);
    }
    return origins;
  }

  private String line(ClusterState.Origin origin) {
    String line = describe(origin.seat(), origin.event());
    if (!(origin.event() instanceof Event.TimePasses)) {
      LocalState before = origin.state().nodes[origin.seat()];
      line += consequences(origin.seat(), graph.transition(before, origin.event()));
    }
    String[] moved = new String[names.length];
    for (int seat = 0; seat < names.length; seat++) {
      moved[origin.seating().seats()[seat]] = names[seat];
    }
    names = moved;
    return line;
  }

  private String describe(int seat, Event event) {
    String name = names[seat];
    if (event instanceof Event.TimePasses) {
      return "half a timeout passes";
    } else if (event instanceof Event.WakesUp) {
      return name + " looks at its clock";
    } else if (event instanceof Event.WriteEnds) {
      return name + " hears that its record is on disk";
    } else if (event instanceof Event.Restarts restart) {
      return name
          + " crashes"
          + (restart.written() ? ", its write just done," : "")
          + " and restarts";
    } else if (event instanceof Event.IsAsked asked) {
      return "%s gets %s of %s in term %d"
          .formatted(name, asked.kind().text, peer(seat, asked.peer()), asked.term());
    }
    Event.IsAnswered answered = (Event.IsAnswered) event;
    return "%s gets the answer of %s to %s in term %d: %s, term %d"
        .formatted(
            name,
            peer(seat, answered.peer()),
            answered.kind().text,
            answered.term(),
            answered.granted() ? "yes" : "no",
            answered.shownTerm());
  }

  private String consequences(int seat, Transition transition) {
    return transition.departures().stream()
        .map(departure -> describe(seat, departure))
        .distinct()
        .collect(Collectors.joining());
  }

  private String describe(int seat, Departure departure) {
    if (departure instanceof Departure.Asks asks) {
      return "; sends %s in term %d".formatted(asks.kind().text, asks.term());
    }
    Departure.Answers answers = (Departure.Answers) departure;
    return "; says %s to %s of %s in term %d"
        .formatted(
            answers.granted() ? "yes" : "no",
            answers.kind().text,
            peer(seat, answers.peer()),
            answers.term());
  }

  private String peer(int seat, int peer) {
    return names[Message.seat(peer, seat)];
  }
}
