package io.election.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import io.election.api.store.Vote;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerSecurity;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import io.election.engine.Timings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the record of the last start to the first word of this one. */
class NodeRecordTest {

  private static final PersistentState THIRD_START =
      new PersistentState(77, 3, Set.of(1, 2, 3), 9, new Vote(2, new Incarnation(5, 6, 7)), 512);

  /** What happened, in order. */
  private final List<String> story = new ArrayList<>();

  private final Logger log = Logger.getLogger("io.election");

  private final Handler handler =
      new Handler() {

        private final Formatter format = new PatternFormatter("%p %s");

        @Override
        public void publish(LogRecord line) {
          story.add(format.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private @Nullable PersistentState record;
  private @Nullable StoreException failure;
  private List<Integer> members = List.of();

  @BeforeEach
  void listen() {
    log.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(handler);
  }

  @Test
  void theFirstStartIsOnRecordBeforeTheNodeIsThereToBeStarted() {
    start(3);

    assertThat(story)
        .containsExactly(
            "save",
            "INFO node 1 starts fresh in store memory in data/node-1: term 0, no vote, start 1",
            "ready",
            "close transport",
            "close store");
    assertThat(record.starts()).isEqualTo(1);
    assertThat(record.members()).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(record.term()).isZero();
  }

  @Test
  void everyStartIsCountedAndNothingElseIsForgotten() {
    record = THIRD_START;

    start(3);

    assertThat(story)
        .startsWith(
            "save",
            "INFO node 1 restored term 9, vote for node 2 from store memory in data/node-1; this is start 4",
            "ready");
    assertThat(record).isEqualTo(THIRD_START.nextStart());
  }

  @Test
  void eachDirectoryHasANumberOfItsOwn() {
    start(3);
    long first = record.directory();
    record = null;
    start(3);

    assertThat(record.directory()).isNotEqualTo(first);
  }

  @Test
  void aRecordThatCannotBeWrittenIsRefused() {
    record = THIRD_START;
    failure = new StoreException(StoreException.Problem.UNAVAILABLE, "data/x cannot be written");

    assertThatThrownBy(() -> start(3))
        .isInstanceOf(StartRefused.class)
        .hasMessage("data/x cannot be written");

    assertThat(story).containsExactly("save", "close transport", "close store");
  }

  @Test
  void aRecordInWhichNoStartCanBeCountedIsRefused() {
    record = THIRD_START.startedAtLeast(Long.MAX_VALUE);

    assertThatThrownBy(() -> start(3))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "node 1 cannot count another start in data/node-1: a member told it so high a number; once all other members follow one leader, move the directory away and start the node again");

    assertThat(story).containsExactly("close transport", "close store");
  }

  @Test
  void theMemberListOfTheFirstStartIsKept() {
    record = THIRD_START;

    start(5);

    assertThat(record.members()).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(members).containsExactly(1, 2, 3);
    assertThat(story)
        .contains(
            "WARN node 1 keeps the member list of its first start, 1, 2, 3, which is on record in data/node-1; the configuration lists 1, 2, 3, 4, 5, which is not used: to change members, stop all nodes, empty their data directories and start them again");
  }

  @Test
  void aMemberOnRecordWithoutAnAddressIsRefusedByItsKey() {
    record = THIRD_START;

    assertThatThrownBy(() -> start(2))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "node 1 has the members 1, 2, 3 on record in data/node-1, but no address of node 3: set election.members.3=host:port; to change members, stop all nodes and empty their data directories");

    assertThat(record).isEqualTo(THIRD_START);
    assertThat(story).containsExactly("close transport", "close store");
  }

  @Test
  void aNodeThatWasAloneInDevModeGoesOnAlone() {
    record = PersistentState.firstStart(77, Set.of(1));

    start(1);

    assertThat(record.starts()).isEqualTo(2);
    assertThat(members).containsExactly(1);
    assertThat(story).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void devModeLeavesTheRecordOfAClusterAlone() {
    record = THIRD_START;
    LaunchMode.set(LaunchMode.DEVELOPMENT);
    try {
      assertThatThrownBy(() -> start(1))
          .isInstanceOf(StartRefused.class)
          .hasMessage(
              "node 1 has the members 1, 2, 3 on record in data/node-1, but no address of node 2: in dev mode a node is alone; give it a directory of its own with election.data-dir");
    } finally {
      LaunchMode.set(LaunchMode.NORMAL);
    }
    assertThat(record).isEqualTo(THIRD_START);
  }

  private static Member member(int id) {
    return new Member(id, "127.0.0.1", 7100 + id);
  }

  /** Opens node 1 and closes it, configured with so many members. */
  private void start(int configured) {
    NodeConfiguration configuration =
        new NodeConfiguration(
            "local",
            1,
            IntStream.rangeClosed(1, configured).mapToObj(NodeRecordTest::member).toList(),
            Timings.DEFAULT,
            1,
            true,
            "memory",
            "none",
            new SecurityConfiguration(PeerSecurity.NONE, false),
            Path.of("data", "node-1"));
    try (ElectionNode node =
        new ElectionNode(
            configuration,
            List.of(new Stores()),
            List.of(new Transports()),
            new SimpleMeterRegistry())) {
      story.add("ready");
      members = node.monitor().status().members().stream().map(MemberStatus::id).toList();
    }
  }

  private final class Stores implements ElectionStoreFactory {

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public ElectionStore open(StoreLocation location) {
      return new ElectionStore() {

        @Override
        public Optional<PersistentState> load() {
          return Optional.ofNullable(record);
        }

        @Override
        public void save(PersistentState state) throws StoreException {
          story.add("save");
          if (failure != null) {
            throw failure;
          }
          record = state;
        }

        @Override
        public void close() {
          story.add("close store");
        }
      };
    }

    @Override
    public boolean hasRecord(StoreLocation location) {
      return false;
    }
  }

  private final class Transports implements PeerTransportFactory {

    @Override
    public String name() {
      return "none";
    }

    @Override
    public PeerTransport open(TransportSettings settings) {
      return new PeerTransport() {

        @Override
        public CompletionStage<PeerResponse> send(Member peer, PeerRequest request) {
          return CompletableFuture.failedFuture(new IllegalStateException("there is nobody"));
        }

        @Override
        public void close() {
          story.add("close transport");
        }
      };
    }
  }
}
