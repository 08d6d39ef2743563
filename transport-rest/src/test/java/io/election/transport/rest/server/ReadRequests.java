package io.election.transport.rest.server;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were read to their ends, as whoever bounds the time of that is told of them.
 */
@Singleton
public class ReadRequests {

  private final BlockingQueue<String> targets = new LinkedBlockingQueue<>();

  void install(@Observes Router router) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(
            context -> {
              String target = context.request().uri();
              context.request().end().onSuccess(read -> targets.add(target));
              context.next();
            });
  }

  /** The target of the next one; null if there is none for long. */
  @Nullable String next() throws InterruptedException {
    return targets.poll(10, TimeUnit.SECONDS);
  }

  void forget() {
    targets.clear();
  }
}
