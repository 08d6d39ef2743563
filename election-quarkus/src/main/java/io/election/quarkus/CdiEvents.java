package io.election.quarkus;

import io.election.api.ElectionEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fires every change as a CDI event of its own type. Called by one thread at a time; observers with
 * {@code @Observes} run on it, each for itself: one that throws takes no event away from another,
 * as it would if the container told them all. Observers with {@code @ObservesAsync} run elsewhere
 * and hear one event after the other as well.
 */
final class CdiEvents implements Consumer<ElectionEvent> {

  private final BeanManager container;
  private final Event<ElectionEvent> events;
  private final BiConsumer<String, Throwable> failures;
  private CompletionStage<Void> lastAsync = CompletableFuture.completedFuture(null);

  /**
   * @param failures takes what failed, in one line for people, and how
   */
  CdiEvents(
      BeanManager container, Event<ElectionEvent> events, BiConsumer<String, Throwable> failures) {
    this.container = container;
    this.events = events;
    this.failures = failures;
  }

  @Override
  public void accept(ElectionEvent event) {
    lastAsync =
        lastAsync
            .thenCompose(earlier -> events.fireAsync(event))
            .handle(
                (heard, failure) -> {
                  if (failure != null) {
                    asyncObserversFailed(event, failure);
                  }
                  return null;
                });
    container.resolveObserverMethods(event).stream()
        .filter(observer -> !observer.isAsync())
        .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
        .forEach(observer -> tell(observer, event));
  }

  private <T> void tell(ObserverMethod<T> observer, T event) {
    try {
      observer.notify(new Told<>(event));
    } catch (Exception | Error failure) {
      failures.accept(
          "an observer in %s failed on %s".formatted(observer.getBeanClass().getName(), event),
          failure);
    }
  }

  /** The container hands over what all of them threw, in one exception. */
  private void asyncObserversFailed(ElectionEvent event, Throwable failure) {
    List<Throwable> each = List.of(failure.getSuppressed());
    (each.isEmpty() ? List.of(failure) : each)
        .forEach(
            one -> failures.accept("an asynchronous observer failed on %s".formatted(event), one));
  }

  /** What an observer is told. */
  private record Told<T>(T event) implements EventContext<T>, EventMetadata {

    @Override
    public T getEvent() {
      return event;
    }

    @Override
    public EventMetadata getMetadata() {
      return this;
    }

    @Override
    public Set<Annotation> getQualifiers() {
      return Set.of(Any.Literal.INSTANCE);
    }

    @Override
    public @Nullable InjectionPoint getInjectionPoint() {
      return null;
    }

    @Override
    public Type getType() {
      return event.getClass();
    }
  }
}
