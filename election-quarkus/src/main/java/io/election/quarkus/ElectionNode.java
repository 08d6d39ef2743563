package io.election.quarkus;

import io.election.api.Election;
import io.election.api.ElectionControl;
import io.election.api.ElectionMonitor;
import io.election.api.HandOverResult;
import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import io.election.api.transport.PeerRequestHandler;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import io.election.engine.loop.ElectionLoop;
import io.election.engine.loop.LeaderCalls;
import io.election.engine.loop.ListenerFailures;
import io.election.engine.loop.NodeDescription;
import io.election.quarkus.metrics.NodeMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One node with its store, its transport and its engine, from opening the data directory to closing
 * it.
 */
final class ElectionNode implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger("io.election");

  private final ElectionStore store;
  private final PeerTransport transport;
  private final NodeMetrics metrics;
  private final ElectionLoop loop;
  private final Optional<Duration> releasePatience;

  /**
   * Opens the store, counts this start in the record there and prepares everything; {@link #start}
   * sets the node going.
   *
   * @param registry takes what is measured
   * @throws StartRefused if there is no such store or transport, or it cannot be used
   */
  ElectionNode(
      NodeConfiguration configuration,
      List<ElectionStoreFactory> stores,
      List<PeerTransportFactory> transports,
      MeterRegistry registry) {
    releasePatience =
        configuration.releaseOnShutdown()
            ? Optional.of(configuration.timings().timeoutMax().multipliedBy(2))
            : Optional.empty();
    if (configuration.security().isDoorOpen()) {
      LOG.warnf(
          "node %d believes whoever reaches it, since %s=true: anybody on its network can upset the election",
          configuration.nodeId(), SecurityConfiguration.INSECURE);
    }
    ElectionStoreFactory storeFactory =
        choose(
            "election.storage",
            "store",
            configuration.storage(),
            stores,
            ElectionStoreFactory::name);
    transport =
        open(
            choose(
                "election.transport",
                "transport",
                configuration.transport(),
                transports,
                PeerTransportFactory::name),
            configuration.transportSettings());
    ElectionStore openedStore = null;
    NodeMetrics registered = null;
    boolean ready = false;
    try {
      store = openedStore = storeFactory.open(configuration.storeLocation());
      RandomGenerator random = new SecureRandom();
      NodeRecord record = NodeRecord.countStart(store, configuration, random);
      if (record.isFresh()) {
        warnOfOtherRecords(storeFactory, stores, configuration.storeLocation());
      }
      NodeDescription description =
          new NodeDescription(
              configuration.clusterId(),
              configuration.nodeId(),
              record.members(),
              configuration.timings(),
              configuration.priority(),
              configuration.storage());
      metrics = registered = new NodeMetrics(registry, description.nodeId(), description.peers());
      loop =
          new ElectionLoop(
              description,
              record.restored(),
              metrics.timed(store),
              metrics.timed(transport),
              metrics.electionMeter(),
              random);
      metrics.show(loop.monitor(), loop.listenerFailures());
      ready = true;
    } catch (StoreException refused) {
      throw new StartRefused(refused.getMessage(), refused);
    } finally {
      if (!ready) {
        close(transport, registered, openedStore);
      }
    }
  }

  private static PeerTransport open(PeerTransportFactory factory, TransportSettings settings) {
    try {
      return factory.open(settings);
    } catch (IllegalArgumentException unusable) {
      throw new StartRefused(unusable.getMessage(), unusable);
    }
  }

  private static <T> T choose(
      String key, String kind, String name, List<T> choices, Function<T, String> nameOf) {
    return choices.stream()
        .filter(candidate -> nameOf.apply(candidate).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StartRefused(
                    "%s='%s' is not a %s on the class path; there are %s"
                        .formatted(key, name, kind, names(choices, nameOf))));
  }

  private static <T> String names(List<T> choices, Function<T, String> nameOf) {
    return choices.stream().map(nameOf).sorted().collect(Collectors.joining(", "));
  }

  private static void warnOfOtherRecords(
      ElectionStoreFactory chosen, List<ElectionStoreFactory> all, StoreLocation location) {
    List<ElectionStoreFactory> others =
        all.stream().filter(other -> other != chosen && other.hasRecord(location)).toList();
    if (!others.isEmpty()) {
      LOG.warnf(
          "node %d: store %s holds another record of this node in %s, which is left alone and not"
              + " used; switch stores only while the cluster is down",
          location.nodeId(), names(others, ElectionStoreFactory::name), location.directory());
    }
  }

  void start() {
    transport.prepare();
    loop.start();
  }

  Election election() {
    return loop.election();
  }

  ListenerFailures listenerFailures() {
    return loop.listenerFailures();
  }

  LeaderCalls leaderCalls() {
    return loop.leaderCalls();
  }

  ElectionMonitor monitor() {
    return loop.monitor();
  }

  ElectionControl control() {
    return loop.control();
  }

  /**
   * Hands leadership over, if this node has it and is to, and waits for what comes of it, at most a
   * little longer than the longest election timeout (rule H4).
   */
  void release() {
    if (releasePatience.isEmpty()) {
      return;
    }
    try {
      HandOverResult result =
          loop.control()
              .handOverBeforeStop()
              .toCompletableFuture()
              .get(releasePatience.get().toMillis(), TimeUnit.MILLISECONDS);
      LOG.debugf("before the stop: %s", result);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stuck) {
      LOG.debugf(stuck, "stopping without handing over");
    }
  }

  PeerRequestHandler requestHandler() {
    return loop;
  }

  /** Gives leadership up, stops, releases the data directory. Closing twice does no harm. */
  @Override
  public void close() {
    try {
      loop.close();
    } finally {
      close(transport, metrics, store);
    }
  }

  private static void close(
      PeerTransport transport, @Nullable NodeMetrics metrics, @Nullable ElectionStore store) {
    try {
      transport.close();
      if (metrics != null) {
        metrics.close();
      }
    } finally {
      if (store != null) {
        store.close();
      }
    }
  }
}
