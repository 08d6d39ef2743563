package io.election.simulator.search;

import org.jspecify.annotations.Nullable;

/** A state of the cluster in the making. */
final class Draft {

  private final NodeGraph graph;
  private final Messages messages;
  private final LocalState[] nodes;
  private final MessageSet sent;
  private @Nullable String violation;

  Draft(NodeGraph graph, Messages messages, ClusterState from) {
    this.graph = graph;
    this.messages = messages;
    this.nodes = from.nodes.clone();
    this.sent = from.messages.copy();
  }

  LocalState[] nodes() {
    return nodes;
  }

  MessageSet sent() {
    return sent;
  }

  /** The rule that does not hold; null if all do. */
  @Nullable String violation() {
    return violation == null ? leases() : violation;
  }

  private @Nullable String leases() {
    int leading = 0;
    for (LocalState node : nodes) {
      leading += node.leads ? 1 : 0;
    }
    return leading > 1 ? "L5: two nodes lead at one instant" : null;
  }

  void apply(int seat, Transition transition) {
    nodes[seat] = transition.next();
    if (violation == null) {
      violation = transition.violation();
    }
    if (transition.agesRounds()) {
      age(seat, transition.ages());
    }
    for (Departure departure : transition.departures()) {
      if (departure instanceof Departure.Asks asks) {
        asks(seat, asks);
      } else {
        answers(seat, (Departure.Answers) departure);
      }
    }
  }

  private void age(int seat, int[] ages) {
    MessageSet before = sent.copy();
    before.forEach(
        number -> {
          if (messages.posted(number).message.owner() == seat) {
            sent.remove(number);
          }
        });
    before.forEach(
        number -> {
          Message message = messages.posted(number).message;
          if (message.owner() == seat) {
            add(message.aged(ages));
          }
        });
  }

  private void asks(int seat, Departure.Asks asks) {
    int peer = Message.seat(asks.peer(), seat);
    add(new Message.Request(seat, peer, asks.kind(), asks.term(), (int) asks.round()));
    if (asks.kind() == Kind.HEARTBEAT) {
      leads(seat, asks.term());
    }
  }

  /** Election safety (Raft §5.2). */
  private void leads(int seat, long term) {
    sent.forEach(
        number -> {
          if (messages.posted(number).message instanceof Message.Led led
              && led.term() == term
              && led.leader() != seat) {
            violation = "Raft §5.2: two nodes have led in term " + term;
          }
        });
    add(new Message.Led(seat, term));
  }

  /**
   * The answer goes to every such request that was sent: one that comes a moment later, at the same
   * instant, is answered alike.
   */
  private void answers(int seat, Departure.Answers answers) {
    int asker = Message.seat(answers.peer(), seat);
    MessageSet before = sent.copy();
    before.forEach(
        number -> {
          Posted posted = messages.posted(number);
          if (posted.message instanceof Message.Request request
              && request.from() == asker
              && request.to() == seat
              && request.kind() == answers.kind()
              && request.term() == answers.term()) {
            add(messages.answer(posted, answers));
          }
        });
  }

  private void add(Message message) {
    add(messages.posted(message));
  }

  private void add(Posted posted) {
    if (canMatter(posted.message)) {
      sent.add(posted.number);
    }
  }

  /**
   * Requests that change nothing in who is asked are answered at once: the answer is one more
   * message that may come or not. What cannot matter any more is forgotten.
   */
  void settle() {
    MessageSet before = sent.copy();
    before.forEach(
        number -> {
          Posted posted = messages.posted(number);
          if (!canMatter(posted.message)) {
            sent.remove(number);
          } else if (posted.message instanceof Message.Request request && request.age() > 0) {
            answerIfUnmoved(posted, nodes[request.to()]);
          }
        });
  }

  private void answerIfUnmoved(Posted request, LocalState asked) {
    Transition transition = graph.transition(asked, request.arrivalNumber);
    if (transition.next() == asked && !transition.departures().isEmpty()) {
      add(messages.answer(request, (Departure.Answers) transition.departures().get(0)));
    }
  }

  private boolean canMatter(Message message) {
    if (message instanceof Message.Request request) {
      return FutileMessages.canMatter(request, nodes[request.to()].disk);
    }
    if (message instanceof Message.Answer answer) {
      return FutileMessages.canMatter(answer, nodes[answer.to()].term);
    }
    Message.Led led = (Message.Led) message;
    for (LocalState node : nodes) {
      if (node.disk.term() <= led.term()) {
        return true;
      }
    }
    return false;
  }
}
