package io.election.simulator.study;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import io.election.simulator.Agenda;
import io.election.simulator.SimulatedNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sees from what nodes send when each stage of a fail-over begins and ends. */
final class FailoverWatch implements BiConsumer<SimulatedNode, Effect> {

  private final Agenda agenda;
  private final long crashedAtNanos;
  private final long lastTerm;
  private final Map<Integer, Candidacy> candidacies = new HashMap<>();
  private @Nullable Failover seen;

  /** One node's way up to now. What it did before the crash took no time of the fail-over. */
  private static final class Candidacy {
    private int rounds;
    private long round;
    private long askedAtNanos;
    private long term;
    private long stoodAtNanos;
    private long electedTerm;
    private long electedAtNanos;

    private Candidacy(long crashedAtNanos) {
      askedAtNanos = crashedAtNanos;
      stoodAtNanos = crashedAtNanos;
      electedAtNanos = crashedAtNanos;
    }
  }

  /**
   * @param agenda true time
   * @param lastTerm the term of the leader that crashed just now
   */
  FailoverWatch(Agenda agenda, long lastTerm) {
    this.agenda = agenda;
    this.crashedAtNanos = agenda.now();
    this.lastTerm = lastTerm;
  }

  /** The fail-over, once somebody leads. */
  Optional<Failover> failover() {
    return Optional.ofNullable(seen);
  }

  @Override
  public void accept(SimulatedNode node, Effect effect) {
    Candidacy candidacy =
        candidacies.computeIfAbsent(node.id(), id -> new Candidacy(crashedAtNanos));
    if (effect instanceof Effect.Send send) {
      if (send.request() instanceof VoteRequest request) {
        asks(candidacy, request);
      } else if (send.request() instanceof HeartbeatRequest heartbeat
          && heartbeat.term() > candidacy.electedTerm) {
        candidacy.electedTerm = heartbeat.term();
        candidacy.electedAtNanos = agenda.now();
      }
    } else if (effect instanceof Effect.LeadershipBegan began && seen == null) {
      seen = replacedBy(candidacy, began.term());
    }
  }

  private void asks(Candidacy candidacy, VoteRequest request) {
    if (request.preVote() && request.round() != candidacy.round) {
      candidacy.round = request.round();
      candidacy.rounds++;
      candidacy.askedAtNanos = agenda.now();
    } else if (!request.preVote() && request.term() > candidacy.term) {
      candidacy.term = request.term();
      candidacy.stoodAtNanos = agenda.now();
    }
  }

  private Failover replacedBy(Candidacy winner, long term) {
    int rounds = candidacies.values().stream().mapToInt(each -> each.rounds).max().orElseThrow();
    return new Failover(
        winner.askedAtNanos - crashedAtNanos,
        winner.stoodAtNanos - winner.askedAtNanos,
        winner.electedAtNanos - winner.stoodAtNanos,
        agenda.now() - winner.electedAtNanos,
        rounds,
        term - lastTerm);
  }
}
