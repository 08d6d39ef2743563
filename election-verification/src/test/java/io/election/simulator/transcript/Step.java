package io.election.simulator.transcript;

import io.election.api.Impediment;
import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * One step of one node.
 *
 * @param before what could be seen of it before
 * @param input what it took in
 * @param after what can be seen of it now
 * @param effects what it wants done
 * @param asked gives, once, the request of an exchange
 */
record Step(
    View before, Input input, View after, List<Effect> effects, LongFunction<PeerRequest> asked) {

  /** What the node does in it, in a few words each. */
  List<String> clauses(Discretion discretion) {
    List<String> clauses = new ArrayList<>();
    tellStore(discretion, clauses);
    tellImpediment(clauses);
    if (before.role() != after.role()) {
      clauses.add("becomes " + Wording.of(after.role()));
    }
    if (before.paused() != after.paused()) {
      clauses.add(after.paused() ? "is paused" : "is resumed");
    }
    for (int i = 0; i < effects.size(); i++) {
      tell(i, discretion, clauses);
    }
    tellLease(discretion, clauses);
    return clauses;
  }

  private void tellStore(Discretion discretion, List<String> clauses) {
    if (input instanceof Input.Stored stored && isTold(stored.state(), discretion)) {
      clauses.add("has on disk: " + Wording.of(stored.state()));
    }
    if (!hasGivenStoreUp(before) && hasGivenStoreUp(after)) {
      clauses.add("gives its store up: " + after.impediment().detail());
    } else if (hasGivenStoreUp(before) && !hasGivenStoreUp(after)) {
      clauses.add("trusts its store again");
    }
  }

  private static boolean hasGivenStoreUp(View view) {
    Impediment impediment = view.impediment();
    return impediment != null && impediment.kind() == Impediment.Kind.STORE;
  }

  private void tellImpediment(List<String> clauses) {
    Impediment now = after.impediment();
    if (now != null && !hasGivenStoreUp(after) && before.impediment() == null) {
      clauses.add("takes no part: " + Wording.of(now.kind()));
    }
  }

  private boolean isTold(PersistentState record, Discretion discretion) {
    boolean isOnDisk =
        record.term() == before.term() && Objects.equals(record.votedFor(), before.votedFor());
    return !discretion.messagesAndWrites() && !(discretion.routineWrites() && isOnDisk);
  }

  private void tell(int index, Discretion discretion, List<String> clauses) {
    Effect effect = effects.get(index);
    if (effect instanceof Effect.Store store) {
      if (isTold(store.state(), discretion)) {
        clauses.add("writes " + Wording.of(store.state()));
      }
    } else if (effect instanceof Effect.Send send) {
      tellSends(index, send.request(), discretion, clauses);
    } else if (effect instanceof Effect.Reply reply) {
      tellReply(reply, discretion, clauses);
    } else if (effect instanceof Effect.LeadershipBegan began) {
      clauses.add("LEADS in term " + began.term());
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      clauses.add("leads no more in term %d: %s".formatted(ended.term(), ended.reason()));
    } else if (effect instanceof Effect.HandOverEnded ended) {
      clauses.add("answers the wish: " + Wording.of(ended.result()));
    } else if (effect instanceof Effect.LeaderKnown known && !isOfOwnLeadership()) {
      clauses.add(
          known.leaderId() == null
              ? "knows no leader: " + known.reason()
              : "knows leader %d in term %d".formatted(known.leaderId(), known.term()));
    }
  }

  /** The beginning or the end of its own leadership says all. */
  private boolean isOfOwnLeadership() {
    return effects.stream()
        .anyMatch(
            effect ->
                effect instanceof Effect.LeadershipBegan
                    || effect instanceof Effect.LeadershipEnded);
  }

  /** The same request to several peers is told once. */
  private void tellSends(
      int index, PeerRequest request, Discretion discretion, List<String> clauses) {
    boolean isRoutine = request instanceof HeartbeatRequest && discretion.routineHeartbeats();
    boolean wasTold = index > 0 && isSend(effects.get(index - 1), request);
    if (!isRoutine && !wasTold && !isGreeting(request) && !discretion.messagesAndWrites()) {
      List<Integer> receivers =
          effects.stream()
              .filter(effect -> isSend(effect, request))
              .map(effect -> ((Effect.Send) effect).peer())
              .toList();
      clauses.add(Wording.request(receivers, request));
    }
  }

  private static boolean isGreeting(PeerRequest request) {
    return request instanceof VoteRequest vote && vote.isGreeting();
  }

  private static boolean isSend(Effect effect, PeerRequest request) {
    return effect instanceof Effect.Send send
        && send.request().to(request.recipient()).equals(request);
  }

  private void tellReply(Effect.Reply reply, Discretion discretion, List<String> clauses) {
    PeerRequest request = Objects.requireNonNull(asked.apply(reply.exchange()));
    boolean isRoutine =
        isGreeting(request)
            || reply.response() instanceof HeartbeatResponse response
                && response.accepted()
                && discretion.routineHeartbeats();
    if (!isRoutine && !discretion.messagesAndWrites()) {
      clauses.add(Wording.response(request, reply.response()));
    }
  }

  private void tellLease(Discretion discretion, List<String> clauses) {
    long until = after.leaseUntilNanos();
    if (until != before.leaseUntilNanos()
        && until != View.NO_LEASE
        && !discretion.routineHeartbeats()
        && !discretion.messagesAndWrites()) {
      clauses.add("its lease runs until " + Milliseconds.of(until));
    }
  }
}
