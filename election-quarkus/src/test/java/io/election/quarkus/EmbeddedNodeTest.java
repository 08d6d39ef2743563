package io.election.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Election;
import io.election.api.ElectionControl;
import io.election.api.ElectionMonitor;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.LeadershipAcquired;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A real node in an application: alone, so it leads at once. */
@QuarkusTest
@TestProfile(EmbeddedNodeTest.RealNode.class)
class EmbeddedNodeTest {

  private static final Duration HANG_GUARD = Duration.ofSeconds(30);

  public static class RealNode implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.arc.exclude-types", TestElection.class.getName());
    }
  }

  @Inject Election election;
  @Inject ElectionMonitor monitor;
  @Inject ElectionControl control;
  @Inject ElectionNode node;
  @Inject ElectionObservers observers;
  @Inject LeaderWork work;

  @Test
  void nodeLeadsAndObserversHearOfIt() throws Exception {
    assertThat(election.awaitLeadership(HANG_GUARD)).isPresent();
    LeadershipAcquired acquired = observers.acquired.poll(HANG_GUARD.toSeconds(), SECONDS);
    assertThat(acquired).isNotNull();

    assertThat(election.leadership().orElseThrow().term()).isEqualTo(acquired.term());
    assertThat(observers.threads).extracting(Thread::getName).containsOnly("election-events-1");
    assertThat(monitor.status().isLeader()).isTrue();
    assertThat(monitor.history()).contains(acquired);
  }

  @Test
  void leadersWorkIsDone() throws Exception {
    election.awaitLeadership(HANG_GUARD);
    int before = work.calls.get();

    work.skipped();

    assertThat(work.calls).hasValue(before + 1);
    CompletableFuture<Long> term = new CompletableFuture<>();
    election.runAsLeader(leadership -> term.complete(leadership.term()));
    assertThat(term.get(HANG_GUARD.toSeconds(), SECONDS))
        .isEqualTo(election.leadership().orElseThrow().term());
  }

  @Test
  void nobodyIsThereToHandOverTo() throws Exception {
    election.awaitLeadership(HANG_GUARD);

    assertThat(control.transfer().toCompletableFuture().get(HANG_GUARD.toSeconds(), SECONDS))
        .isInstanceOf(NotHandedOver.class);
  }
}
