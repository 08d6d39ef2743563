package io.election.quarkus.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The meters of one node in a registry that others use too: each carries the tag {@code node}, and
 * all of them go with the node.
 */
final class NodeMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final Tags node;
  private final List<Meter> registered = new ArrayList<>();
  private final List<Object> strongReferences = new ArrayList<>();

  NodeMeters(MeterRegistry registry, int nodeId) {
    this.registry = registry;
    this.node = Tags.of("node", String.valueOf(nodeId));
  }

  /** How a constant is written in a tag: {@code timed-out} for {@code TIMED_OUT}. */
  static String tagValue(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Counter counter(String name, String description, Tags tags) {
    return added(
        Counter.builder(name).description(description).tags(node.and(tags)).register(registry));
  }

  Timer timer(String name, String description, Tags tags) {
    return added(
        Timer.builder(name).description(description).tags(node.and(tags)).register(registry));
  }

  void count(String name, String description, LongSupplier count) {
    // The registry would let go of it.
    strongReferences.add(count);
    added(
        FunctionCounter.builder(name, count, LongSupplier::getAsLong)
            .description(description)
            .tags(node)
            .register(registry));
  }

  void gauge(String name, String description, Tags tags, Supplier<Number> value) {
    added(
        Gauge.builder(name, value)
            .description(description)
            .tags(node.and(tags))
            .strongReference(true)
            .register(registry));
  }

  /** In seconds, as a registry's conventions have it. */
  void durationGauge(String name, String description, Supplier<Duration> value) {
    added(
        TimeGauge.builder(name, () -> value.get().toNanos(), TimeUnit.NANOSECONDS)
            .description(description)
            .tags(node)
            .strongReference(true)
            .register(registry));
  }

  private <M extends Meter> M added(M meter) {
    registered.add(meter);
    return meter;
  }

  @Override
  public void close() {
    registered.forEach(registry::remove);
    registered.clear();
  }
}
