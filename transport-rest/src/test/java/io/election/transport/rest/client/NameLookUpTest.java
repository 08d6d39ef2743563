package io.election.transport.rest.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Member;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerSecurity;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import io.election.transport.rest.Nodes;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule S3 for names: a name server that does not answer delays the peer it is asked for only. */
@QuarkusTest
@WithTestResource(NameLookUpTest.SilentNameServer.class)
@Timeout(60)
class NameLookUpTest {

  private static final Duration NEVER = Duration.ofMinutes(1);

  private static final HeartbeatRequest HEARTBEAT =
      new HeartbeatRequest(Nodes.NODE_1, 5, 4, Set.of(), 0, Nodes.PROMISE);

  @Inject PeerTransportFactory factory;

  /** Reads queries and never answers. */
  public static final class SilentNameServer implements QuarkusTestResourceLifecycleManager {

    private DatagramSocket socket;

    @Override
    public Map<String, String> start() {
      try {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        // So that the test fails, and does not hang, if names are looked up in another way.
        socket.setSoTimeout(30_000);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.of("quarkus.vertx.resolver.servers", "127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(this, new TestInjector.MatchesType(SilentNameServer.class));
    }

    void awaitQuery() throws IOException {
      socket.receive(new DatagramPacket(new byte[512], 512));
    }

    @Override
    public void stop() {
      socket.close();
    }
  }

  SilentNameServer nameServer;

  @Test
  void aNameThatIsNotResolvedDelaysNoOtherPeer() throws Exception {
    Member lost = new Member(3, "node-3.example", 7103);
    try (LoopbackServer server = LoopbackServer.start();
        PeerTransport transport =
            factory.open(
                new TransportSettings(
                    1, List.of(server.asMember(2), lost), NEVER, NEVER, PeerSecurity.NONE))) {
      CompletionStage<PeerResponse> waiting = transport.send(lost, HEARTBEAT);
      nameServer.awaitQuery();
      for (int i = 0; i < 20; i++) {
        CompletionStage<PeerResponse> answer = transport.send(server.asMember(2), HEARTBEAT);
        server
            .nextCall()
            .answer(
                200,
                "application/json",
                "{"
                    + Nodes.NODE_2_FIELDS
                    + ",\"term\":5,\"accepted\":true,\"priority\":1,\"promisedNanos\":500}");
        assertThat(answer.toCompletableFuture().get().sender().nodeId()).isEqualTo(2);
      }
      assertThat(waiting.toCompletableFuture()).isNotDone();
    }
  }
}
