package io.election.simulator.transcript;

import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.UnknownMember;
import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How messages and records read in a transcript. */
final class Wording {

  private Wording() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String of(PersistentState record) {
    return record(record.term(), record.votedFor());
  }

  static String record(long term, @Nullable Integer votedFor) {
    return "term %d, %s".formatted(term, votedFor == null ? "no vote" : "vote for " + votedFor);
  }

  static String request(List<Integer> peers, PeerRequest request) {
    String receivers = peers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    if (request instanceof VoteRequest vote) {
      return vote.preVote()
          ? "asks %s: would you vote for me in term %d?".formatted(receivers, vote.term())
          : "asks %s for their vote in term %d".formatted(receivers, vote.term())
              + (vote.transfer() == null ? "" : ", by the word of " + vote.transfer().leaderId());
    }
    if (request instanceof TimeoutNowRequest) {
      return "tells %s to stand: term %d is over".formatted(receivers, request.term());
    }
    return "sends %s the heartbeat of term %d".formatted(receivers, request.term());
  }

  static String response(PeerRequest request, PeerResponse response) {
    int asker = request.sender().nodeId();
    if (response instanceof VoteResponse vote) {
      return vote(asker, (VoteRequest) request, vote);
    } else if (response instanceof HeartbeatResponse heartbeat) {
      return heartbeat(asker, (HeartbeatRequest) request, heartbeat);
    } else if (response instanceof TimeoutNowResponse told) {
      return told.accepted()
          ? "stands for %d".formatted(asker)
          : "does not stand for %d, is in term %d".formatted(asker, told.term());
    } else {
      return "turns %d away: %s".formatted(asker, ((Refusal) response).reason());
    }
  }

  static String of(HandOverResult result) {
    if (result instanceof HandedOver handedOver) {
      return "%d leads in term %d".formatted(handedOver.leaderId(), handedOver.term());
    } else if (result instanceof NotHandedOver not) {
      return "no, " + not.reason();
    } else if (result instanceof UnknownMember unknown) {
      return "there is no member " + unknown.id();
    }
    return "it does not lead";
  }

  private static String vote(int asker, VoteRequest request, VoteResponse response) {
    if (response.granted()) {
      return (request.preVote() ? "would vote for %d in term %d" : "votes for %d in term %d")
          .formatted(asker, request.term());
    }
    return (request.preVote()
            ? "would not vote for %d in term %d, is in term %d"
            : "refuses %d its vote in term %d, is in term %d")
        .formatted(asker, request.term(), response.term());
  }

  private static String heartbeat(int asker, HeartbeatRequest request, HeartbeatResponse response) {
    return response.accepted()
        ? "accepts the heartbeat of %d".formatted(asker)
        : "refuses the heartbeat of %d in term %d, is in term %d"
            .formatted(asker, request.term(), response.term());
  }
}
