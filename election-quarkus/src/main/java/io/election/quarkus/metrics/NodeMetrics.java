package io.election.quarkus.metrics;

import io.election.api.ElectionMonitor;
import io.election.api.store.ElectionStore;
import io.election.api.transport.Member;
import io.election.api.transport.PeerTransport;
import io.election.engine.loop.ElectionMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/**
 * All that is measured of one node. Every meter is there with every value of its tags, at zero,
 * before anything happens. Measuring holds up no election, whatever the registry does (rule S3).
 */
public final class NodeMetrics implements AutoCloseable {

  private final NodeMeters meters;
  private final ExecutorService recording;
  private final List<Member> peers;
  private final ElectionMeter electionMeter;
  private final PeerCallMeter peerCallMeter;
  private final Timer storeWrites;

  /**
   * Registers the meters that count and time; {@link #show} registers those that look at the node.
   *
   * @param nodeId the value of the tag {@code node}
   * @param peers the other members
   */
  public NodeMetrics(MeterRegistry registry, int nodeId, List<Member> peers) {
    this(registry, nodeId, peers, RecordingThread.start(nodeId));
  }

  NodeMetrics(MeterRegistry registry, int nodeId, List<Member> peers, ExecutorService recording) {
    this.meters = new NodeMeters(registry, nodeId);
    this.recording = recording;
    this.peers = List.copyOf(peers);
    this.electionMeter = new CountingElectionMeter(meters, recording);
    this.peerCallMeter = new PeerCallMeter(meters, this.peers, recording);
    this.storeWrites =
        meters.timer(
            "election.store.write",
            "Writes of term and vote to disk, those that fail too",
            Tags.empty());
  }

  /** Counts what the node goes through. */
  public ElectionMeter electionMeter() {
    return electionMeter;
  }

  /** The same transport with every call timed. */
  public PeerTransport timed(PeerTransport transport) {
    return new TimedTransport(transport, peerCallMeter);
  }

  /** The same store with every write timed. */
  public ElectionStore timed(ElectionStore store) {
    return new TimedStore(store, storeWrites, recording);
  }

  /**
   * Lets the registry look at the node whenever somebody asks for its state. To be called once.
   *
   * @param monitor answers from memory
   * @param listenerFailures how often a listener failed so far
   */
  public void show(ElectionMonitor monitor, LongSupplier listenerFailures) {
    StateMeters.register(meters, peers, monitor, listenerFailures);
  }

  /** Takes all meters out of the registry. Closing twice does no harm. */
  @Override
  public void close() {
    recording.shutdown();
    meters.close();
  }
}
