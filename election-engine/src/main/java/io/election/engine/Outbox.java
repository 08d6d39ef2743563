package io.election.engine;

import io.election.api.store.PersistentState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Gathers the effects of one step, and holds back a reply until the record that it depends on is on
 * disk (rule S2).
 */
final class Outbox {

  private final List<Held> held = new ArrayList<>();
  private List<Effect> effects = new ArrayList<>();

  /** A reply, the record it depends on, and what is said instead if that cannot be written. */
  private record Held(PersistentState record, Effect.Reply reply, Effect.Reply otherwise) {}

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

  /** Sends a reply once this record is durable, or the other one if it cannot be made so. */
  void hold(PersistentState record, Effect.Reply reply, Effect.Reply otherwise) {
    held.add(new Held(record, reply, otherwise));
  }

  /**
   * Lets go what depends on no more than this. A vote of a term that was over before it was written
   * is not given.
   *
   * @return whether anything was said that depended on it
   */
  boolean release(PersistentState durable) {
    boolean any = false;
    for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
      Held next = each.next();
      boolean written = durable.hasVoteOf(next.record());
      if (written || durable.term() > next.record().term()) {
        effects.add(written ? next.reply() : next.otherwise());
        each.remove();
        any |= written;
      }
    }
    return any;
  }

  /** The record cannot be written: what depends on it is not said (rule T5). */
  void giveUpHolding() {
    held.forEach(each -> effects.add(each.otherwise()));
    held.clear();
  }

  List<Effect> take() {
    List<Effect> taken = List.copyOf(effects);
    effects = new ArrayList<>();
    return taken;
  }
}
