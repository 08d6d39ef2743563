package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules S1 and S2, over lives made up from seeds; a failure names the seed, which repeats it. */
class ShapeRulesTest {

  private static final int SEEDS = 1000;

  @Test
  @DisplayName("S1: the same seed and the same inputs give the same effects")
  void machineIsDeterministic() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      ElectionStateMachine twin = RandomHistory.newMachine(seed);
      twin.start();
      for (RandomHistory.Step step : RandomHistory.of(seed)) {
        assertThat(twin.step(step.nanos(), step.input()))
            .as("effects of %s, seed %s", step.input(), seed)
            .isEqualTo(step.effects());
      }
    }
  }

  @Test
  @DisplayName("S1: the effects depend on the seed")
  void seedMatters() {
    assertThat(RandomHistory.newMachine(1).start())
        .isNotEqualTo(RandomHistory.newMachine(2).start());
  }

  @Test
  @DisplayName("S2: nothing that depends on a record leaves before the record is on disk")
  void nothingLeavesBeforeItsRecord() {
    int watched = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Map<Long, PeerRequest> asked = new HashMap<>();
      for (RandomHistory.Step step : RandomHistory.of(seed)) {
        if (step.input() instanceof Input.RequestArrived arrived) {
          asked.put(arrived.exchange(), arrived.request());
        }
        for (Effect effect : step.effects()) {
          PersistentState needed = recordNeededFor(effect, asked);
          if (needed != null) {
            watched++;
            assertThat(step.onDisk()).as("disk at %s, seed %s", effect, seed).isEqualTo(needed);
          }
        }
      }
    }
    assertThat(watched).as("effects that depend on a record").isGreaterThan(10 * SEEDS);
  }

  private static @Nullable PersistentState recordNeededFor(
      Effect effect, Map<Long, PeerRequest> asked) {
    if (effect instanceof Effect.Reply reply) {
      PeerRequest request = asked.get(reply.exchange());
      if (request instanceof VoteRequest vote
          && !vote.preVote()
          && reply.response() instanceof VoteResponse response
          && response.granted()) {
        return Node.record(vote.term(), vote.sender().nodeId());
      }
    } else if (effect instanceof Effect.Send send
        && send.request() instanceof HeartbeatRequest heartbeat) {
      return Node.record(heartbeat.term(), Peer.SELF.id());
    } else if (effect instanceof Effect.LeadershipBegan began) {
      return Node.record(began.term(), Peer.SELF.id());
    }
    return null;
  }

  @Test
  @DisplayName("S2: no message and no news shows a term that is not on disk")
  void noTermIsShownBeforeItIsOnDisk() {
    int watched = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (RandomHistory.Step step : RandomHistory.of(seed)) {
        for (Effect effect : step.effects()) {
          Long shown = shownTerm(effect);
          if (shown != null) {
            watched++;
            assertThat(shown)
                .as("term shown by %s, seed %s", effect, seed)
                .isLessThanOrEqualTo(step.onDisk().term());
          }
        }
      }
    }
    assertThat(watched).as("effects that show a term").isGreaterThan(10 * SEEDS);
  }

  /** All but RequestVote, which may leave while the record is being written (rule T2). */
  private static @Nullable Long shownTerm(Effect effect) {
    if (effect instanceof Effect.Reply reply) {
      if (reply.response() instanceof HeartbeatResponse response) {
        return response.term();
      }
      return reply.response() instanceof VoteResponse response ? response.term() : null;
    }
    return effect instanceof Effect.LeaderKnown known ? known.term() : null;
  }
}
