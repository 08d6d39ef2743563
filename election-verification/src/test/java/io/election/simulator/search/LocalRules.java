package io.election.simulator.search;

import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.VoteResponse;
import io.election.engine.View;
import java.util.Objects;

/** What must hold of whatever leaves a node, given what is on its disk at that moment. */
final class LocalRules {

  private LocalRules() {}

  static void check(PersistentState disk, View view) {
    Violation.unless(
        view.term() <= disk.term(),
        "S2: term " + view.term() + " is shown, " + disk.term() + " is on disk");
  }

  /** T2: who sends heartbeats has its own vote on disk. */
  static void check(PersistentState disk, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      Violation.unless(
          hasVoted(disk, heartbeat.term(), heartbeat.sender().nodeId()),
          "T2: a heartbeat of term " + heartbeat.term() + " leaves, " + disk + " is on disk");
    }
  }

  private static boolean hasVoted(PersistentState disk, long term, int candidate) {
    return disk.term() == term && Objects.equals(disk.votedFor(), candidate);
  }

  static void check(PersistentState disk, Event.IsAsked asked, PeerResponse response) {
    if (response instanceof VoteResponse answer) {
      Violation.unless(
          answer.term() <= disk.term(), "S2: a term is shown that is not on disk, " + answer);
      Violation.unless(
          !answer.granted()
              || asked.kind() != Kind.VOTE
              || hasVoted(disk, asked.term(), asked.peer()),
          "T1: a vote in term " + asked.term() + " leaves, " + disk + " is on disk");
    } else if (response instanceof HeartbeatResponse answer) {
      Violation.unless(
          answer.term() <= disk.term(), "S2: a term is shown that is not on disk, " + answer);
      Violation.unless(
          !answer.accepted() || disk.term() == asked.term(),
          "S2: a heartbeat of term " + asked.term() + " is accepted, " + disk + " is on disk");
    }
  }
}
