package io.election.engine;

import io.election.api.store.PersistentState;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Gathers the effects of one step, and holds back the answer to whom this node has voted for until
 * the vote is on disk (rules T1, S2).
 */
final class Outbox {

  private final Sender self;
  private final List<HeldVote> heldVotes = new ArrayList<>();
  private List<Effect> effects = new ArrayList<>();

  /** Who waits for its vote, and the record that has it. */
  private record HeldVote(long exchange, PersistentState record) {}

  Outbox(Sender self) {
    this.self = self;
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  /**
   * Puts a write before everything else, so that the disk works while messages are under way (rule
   * T2).
   */
  void addFirst(Effect effect) {
    effects.add(0, effect);
  }

  /** Grants a vote as soon as this record, which has it, is on disk. */
  void holdVote(long exchange, PersistentState record) {
    heldVotes.add(new HeldVote(exchange, record));
  }

  /**
   * Answers what this record decides. A vote of a term that was over before it was written is not
   * given.
   *
   * @param denial the answer to whom no vote is given, in the term of this moment: what is told may
   *     be no older than what was shown (rule S2)
   * @return whether a vote was given
   */
  boolean releaseVotes(PersistentState durable, VoteResponse denial) {
    boolean given = false;
    for (Iterator<HeldVote> each = heldVotes.iterator(); each.hasNext(); ) {
      HeldVote vote = each.next();
      boolean written = durable.hasVoteOf(vote.record());
      if (written || durable.term() > vote.record().term()) {
        add(new Effect.Reply(vote.exchange(), written ? grant(durable) : denial));
        each.remove();
        given |= written;
      }
    }
    return given;
  }

  /** What is not on disk yet cannot be written, and no vote is given (rule T5). */
  void denyHeldVotes(VoteResponse denial) {
    heldVotes.forEach(vote -> add(new Effect.Reply(vote.exchange(), denial)));
    heldVotes.clear();
  }

  private VoteResponse grant(PersistentState durable) {
    return new VoteResponse(self, durable.term(), true, 0);
  }

  List<Effect> take() {
    List<Effect> taken = List.copyOf(effects);
    effects = new ArrayList<>();
    return taken;
  }
}
