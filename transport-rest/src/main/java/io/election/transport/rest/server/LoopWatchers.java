package io.election.transport.rest.server;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The watchers whose connections belong to one event loop. All of it happens on that loop, but for
 * {@link #tell}. It writes to a few of them at a time and lets the loop do its other work in
 * between: a heartbeat never waits for ten thousand watchers (rule S3).
 */
final class LoopWatchers {

  private static final int AT_ONCE = 32;

  private final Context loop;
  private final Map<EventStream, Long> lastHeard = new LinkedHashMap<>();
  private final Queue<Message> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * What all of them are told.
   *
   * @param number its place in the order; who came later knows it already
   */
  record Message(long number, Buffer bytes) {}

  LoopWatchers(Context loop) {
    this.loop = loop;
  }

  /**
   * Takes a watcher in.
   *
   * @param lastHeard the number of the last message that it knows
   */
  void add(EventStream watcher, long lastHeard) {
    this.lastHeard.put(watcher, lastHeard);
  }

  void remove(EventStream watcher) {
    lastHeard.remove(watcher);
  }

  /** Tells all of them, after what was told before. May be called by any thread. */
  void tell(Message message) {
    loop.runOnContext(
        now -> {
          waiting.add(message);
          if (!busy) {
            next();
          }
        });
  }

  private void next() {
    Message message = waiting.poll();
    busy = message != null;
    if (message != null) {
      tell(message, List.copyOf(lastHeard.entrySet()).iterator());
    }
  }

  private void tell(Message message, Iterator<Map.Entry<EventStream, Long>> rest) {
    for (int told = 0; told < AT_ONCE && rest.hasNext(); told++) {
      Map.Entry<EventStream, Long> watcher = rest.next();
      if (watcher.getValue() < message.number()) {
        watcher.getKey().send(message.bytes());
      }
    }
    loop.runOnContext(
        now -> {
          if (rest.hasNext()) {
            tell(message, rest);
          } else {
            next();
          }
        });
  }
}
