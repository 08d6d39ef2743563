package io.election.simulator.transcript;

import io.election.api.transport.VoteRequest;
import io.election.simulator.Agenda;
import io.election.simulator.Message;
import io.election.simulator.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every message until it is told to deliver it, or delivers it after a fixed time. What is
 * under way survives the cut of its link and any restart.
 */
final class ScriptedNetwork implements Network {

  private final Agenda agenda;
  private final Consumer<Message> delivery;
  private final List<Message> waiting = new ArrayList<>();
  private final Set<Link> cut = new HashSet<>();
  private final Set<Link> held = new HashSet<>();
  private @Nullable Long delayNanos;

  /**
   * @param delivery takes what arrives
   */
  ScriptedNetwork(Agenda agenda, Consumer<Message> delivery) {
    this.agenda = agenda;
    this.delivery = delivery;
  }

  @Override
  public void send(Message message) {
    if (cut.contains(linkOf(message))) {
      return;
    }
    if (isGreeting(message)) {
      agenda.after(0, () -> delivery.accept(message));
    } else {
      waiting.add(message);
      dispatch();
    }
  }

  /** That a started node is there is no part of any story, and does not wait. */
  private static boolean isGreeting(Message message) {
    return message.request() instanceof VoteRequest vote && vote.isGreeting();
  }

  private static Link linkOf(Message message) {
    return new Link(message.from(), message.to());
  }

  /** Sends off what need not wait. */
  private void dispatch() {
    Long delay = delayNanos;
    if (delay == null) {
      return;
    }
    for (Iterator<Message> each = waiting.iterator(); each.hasNext(); ) {
      Message message = each.next();
      if (!held.contains(linkOf(message))) {
        each.remove();
        agenda.after(delay, () -> delivery.accept(message));
      }
    }
  }

  /** Whether messages wait for a command. */
  boolean isHeld() {
    return delayNanos == null;
  }

  /** From now on every message waits to be delivered. */
  void hold() {
    delayNanos = null;
  }

  /** From now on messages arrive by themselves after this time, those that waited too. */
  void deliverAfter(long nanos) {
    delayNanos = nanos;
    dispatch();
  }

  /** From now on messages on this link wait, whatever the others do. */
  void hold(Link link) {
    held.add(link);
  }

  /** Takes the hold on this link back. */
  void release(Link link) {
    held.remove(link);
    dispatch();
  }

  /** From now on nothing that is sent on this link arrives. */
  void cut(Link link) {
    cut.add(link);
  }

  /** Takes the cut of this link back. */
  void mend(Link link) {
    cut.remove(link);
  }

  /** Delivers the oldest message that waits on this link. */
  void deliver(Link link) {
    Message message = oldest(link);
    waiting.remove(message);
    delivery.accept(message);
  }

  /** Delivers all that waits now; the answers to it wait in turn. */
  void deliverAll() {
    List<Message> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(delivery);
  }

  /** Loses the oldest message that waits on this link. */
  void lose(Link link) {
    waiting.remove(oldest(link));
  }

  /** Loses all that waits. */
  void loseAll() {
    waiting.clear();
  }

  /** Makes the oldest message that waits on this link arrive a second time, after all others. */
  void repeat(Link link) {
    waiting.add(oldest(link));
  }

  private Message oldest(Link link) {
    return waiting.stream()
        .filter(message -> linkOf(message).equals(link))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing is under way on " + link));
  }
}
