package io.election.simulator.search;

import io.election.api.store.PersistentState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages can change nothing any more, now or later. The search forgets them, and holds the
 * machine to it: in every state that a node comes into, one of each sort is tried.
 */
final class FutileMessages {

  private FutileMessages() {}

  /**
   * A request can be answered to some effect, or it can still move who is asked. Nobody is moved by
   * a term that is past on its disk, nor by a candidate once another has its vote there.
   */
  static boolean canMatter(Message.Request request, PersistentState disk) {
    boolean isOpen = request.age() > 0;
    if (request.kind() == Kind.PRE_VOTE || disk.term() > request.term()) {
      return isOpen;
    }
    return request.kind() == Kind.HEARTBEAT
        || disk.term() < request.term()
        || !isTaken(disk, Message.peer(request.from(), request.to()));
  }

  private static boolean isTaken(PersistentState disk, int candidate) {
    Integer votedFor = disk.votedFor();
    return votedFor != null && votedFor != candidate;
  }

  /** P1: only a round that is open; Raft §5.1: a refusal only tells of a higher term. */
  static boolean canMatter(Message.Answer answer, long askersTerm) {
    return answer.age() > 0 && (answer.granted() || answer.shownTerm() > askersTerm);
  }

  /**
   * The rule that a node in this state breaks by heeding such a message; null if none. A leader
   * whose lease is over steps down whatever comes, so all must do what the emptiest of them does.
   */
  static @Nullable String heeded(LocalState state, NodeGraph graph) {
    Event emptiest =
        new Event.IsAnswered(SearchedNode.NEXT, Kind.PRE_VOTE, state.term, 0, state.term, false);
    LocalState expected = graph.transition(state, emptiest).next();
    for (Event event : futile(state)) {
      Transition transition = graph.transition(state, event);
      if (transition.violation() != null) {
        return transition.violation();
      }
      if (transition.next() != expected) {
        return rule(event) + event + " changes something";
      }
    }
    return null;
  }

  private static String rule(Event event) {
    boolean asksBefore = event instanceof Event.IsAsked asked && asked.kind() == Kind.PRE_VOTE;
    boolean isLate = event instanceof Event.IsAnswered answered && answered.age() == 0;
    return asksBefore || isLate ? "P1: " : "Raft §5.1: ";
  }

  private static List<Event> futile(LocalState state) {
    List<Event> futile = new ArrayList<>();
    for (int peer : List.of(SearchedNode.NEXT, SearchedNode.PREVIOUS)) {
      addRequests(peer, state, futile);
      addAnswers(peer, state, futile);
    }
    return futile;
  }

  private static void addRequests(int peer, LocalState state, List<Event> futile) {
    for (long term = state.term; term <= state.term + 1; term++) {
      futile.add(new Event.IsAsked(peer, Kind.PRE_VOTE, term));
    }
    for (long term = 1; term < state.disk.term(); term++) {
      futile.add(new Event.IsAsked(peer, Kind.VOTE, term));
      futile.add(new Event.IsAsked(peer, Kind.HEARTBEAT, term));
    }
    if (isTaken(state.disk, peer)) {
      futile.add(new Event.IsAsked(peer, Kind.VOTE, state.disk.term()));
    }
  }

  private static void addAnswers(int peer, LocalState state, List<Event> futile) {
    for (Kind kind : Kind.values()) {
      long term = kind == Kind.PRE_VOTE ? state.term + 1 : state.term;
      for (long shown = state.term; shown <= state.term + 1; shown++) {
        futile.add(new Event.IsAnswered(peer, kind, term, 0, shown, true));
        futile.add(new Event.IsAnswered(peer, kind, term, 0, shown, false));
      }
      for (int age = 1; age <= state.rounds.size(); age++) {
        futile.add(new Event.IsAnswered(peer, kind, term, age, state.term, false));
      }
    }
  }
}
