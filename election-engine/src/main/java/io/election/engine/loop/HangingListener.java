package io.election.engine.loop;

import io.election.api.ElectionEvent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notices a listener that does not return, since all others wait for it. Told once a hang. */
final class HangingListener implements Watch.Duty {

  private final Duration patience;
  private final LongSupplier clock;
  private final Watch watch;
  private final ListenerFailures failures;
  private volatile @Nullable Call underWay;
  private @Nullable Call told;

  private record Call(Thread thread, Consumer<?> listener, ElectionEvent event, long sinceNanos) {

    /** Not what a failure of its own would look like: where the listener's thread is. */
    Throwable whereItIs() {
      Throwable place = new Throwable("the listener is here");
      place.setStackTrace(thread.getStackTrace());
      return place;
    }
  }

  /**
   * @param patience how long a listener may take
   */
  HangingListener(Duration patience, LongSupplier clock, Watch watch, ListenerFailures failures) {
    this.patience = patience;
    this.clock = clock;
    this.watch = watch;
    this.failures = failures;
  }

  /** The calling thread is about to call this listener. */
  void callBegins(Consumer<?> listener, ElectionEvent event) {
    underWay = new Call(Thread.currentThread(), listener, event, clock.getAsLong());
    watch.look();
  }

  void callEnds() {
    underWay = null;
  }

  @Override
  public long look() {
    Call call = underWay;
    if (call == null || call == told) {
      return Watch.ON_NEWS;
    }
    long dueNanos = call.sinceNanos() + patience.toNanos();
    if (clock.getAsLong() < dueNanos) {
      return dueNanos;
    }
    told = call;
    failures.add(
        "listener %s has not returned from %s for %d ms; other listeners wait for it"
            .formatted(call.listener().getClass().getName(), call.event(), patience.toMillis()),
        call.whereItIs());
    return Watch.ON_NEWS;
  }
}
