package io.election.quarkus;

import io.election.api.ElectionEvent;
import jakarta.enterprise.event.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Fires every change as a CDI event of its own type. Called by one thread; observers with
 * {@code @Observes} run on it. Observers with {@code @ObservesAsync} run elsewhere and hear one
 * event after the other as well.
 */
final class CdiEvents implements Consumer<ElectionEvent> {

  private static final Logger LOG = Logger.getLogger("io.election");

  private final Event<ElectionEvent> events;
  private CompletionStage<Void> lastAsync = CompletableFuture.completedFuture(null);

  CdiEvents(Event<ElectionEvent> events) {
    this.events = events;
  }

  @Override
  public void accept(ElectionEvent event) {
    lastAsync =
        lastAsync
            .thenCompose(earlier -> events.fireAsync(event))
            .handle(
                (heard, failure) -> {
                  if (failure != null) {
                    LOG.warnf(failure, "an asynchronous observer failed on %s", event);
                  }
                  return null;
                });
    events.fire(event);
  }
}
