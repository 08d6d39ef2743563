package io.election.simulator.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All messages met so far, by number. */
final class Messages {

  private final NodeGraph graph;
  private final Map<Message, Posted> known = new HashMap<>();
  private final List<Posted> all = new ArrayList<>();

  Messages(NodeGraph graph) {
    this.graph = graph;
  }

  Posted posted(Message message) {
    Posted posted = known.get(message);
    if (posted == null) {
      Event arrival = message.arrival();
      int arrivalNumber = arrival == null ? 0 : graph.number(arrival);
      posted = new Posted(all.size(), message, arrival, arrivalNumber);
      known.put(message, posted);
      all.add(posted);
    }
    return posted;
  }

  Posted posted(int number) {
    return all.get(number);
  }

  /** What is sent when this request is answered so. */
  Posted answer(Posted request, Departure.Answers answers) {
    int index = (int) answers.shownTerm() * 2 + (answers.granted() ? 1 : 0);
    Posted known = request.answers[index];
    if (known == null) {
      Message.Request asked = (Message.Request) request.message;
      known =
          posted(
              new Message.Answer(
                  asked.to(),
                  asked.from(),
                  asked.kind(),
                  asked.term(),
                  asked.age(),
                  answers.shownTerm(),
                  answers.granted()));
      request.answers[index] = known;
    }
    return known;
  }

  /** The same messages when every node has moved to another seat. */
  MessageSet moved(MessageSet messages, Seating seating) {
    MessageSet result = new MessageSet();
    messages.forEach(number -> result.add(moved(posted(number))[seating.number()]));
    return result;
  }

  private int[] moved(Posted posted) {
    if (posted.moved.length == 0) {
      int[] moved = new int[Seating.ALL.length];
      for (Seating seating : Seating.ALL) {
        moved[seating.number()] = posted(posted.message.moved(seating.seats())).number;
      }
      posted.moved = moved;
    }
    return posted.moved;
  }
}
