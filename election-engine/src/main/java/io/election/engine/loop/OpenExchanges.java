package io.election.engine.loop;

import io.election.api.transport.PeerResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The requests of peers that have not been answered yet. Safe for use by any thread. */
final class OpenExchanges {

  /** More than this at a time are no election; they are refused rather than piled up. */
  private static final int MOST = 1024;

  private final Map<Long, CompletableFuture<PeerResponse>> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  boolean isFull() {
    return open.size() >= MOST;
  }

  /** The number under which {@link #answer} completes the response. */
  long add(CompletableFuture<PeerResponse> response) {
    long exchange = last.incrementAndGet();
    open.put(exchange, response);
    return exchange;
  }

  void answer(long exchange, PeerResponse response) {
    CompletableFuture<PeerResponse> waiting = open.remove(exchange);
    if (waiting != null) {
      waiting.complete(response);
    }
  }

  void answerAll(PeerResponse response) {
    open.keySet().forEach(exchange -> answer(exchange, response));
  }
}
