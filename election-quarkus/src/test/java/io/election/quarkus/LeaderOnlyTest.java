package io.election.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.NotLeaderException;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code @LeaderOnly} promises, sentence by sentence. */
@QuarkusTest
class LeaderOnlyTest {

  @Inject TestElection election;
  @Inject LeaderWork work;
  @Inject LeaderClass leaderClass;

  @BeforeEach
  void nobodyLeads() {
    election.nobodyLeads();
    work.calls.set(0);
    leaderClass.calls.set(0);
  }

  @Test
  void leaderRunsEveryKindOfMethod() throws Exception {
    election.grant();

    work.skipped();
    work.skippedAndVisibleHereOnly();
    work.skippedUni().await().indefinitely();
    work.skippedStage().toCompletableFuture().get();
    assertThat(work.refused()).isEqualTo(5);
    work.refusedVoid();
    assertThat(work.refusedUni().await().indefinitely()).isEqualTo(7);
    assertThat(work.refusedStage().toCompletableFuture().get()).isEqualTo(8);
  }

  @Test
  void followerSkipsWhatReturnsNothing() throws Exception {
    work.skipped();
    work.skippedAndVisibleHereOnly();
    assertThat(work.skippedUni().await().indefinitely()).isNull();
    assertThat(work.skippedStage().toCompletableFuture().get()).isNull();

    assertThat(work.calls).hasValue(0);
  }

  @Test
  void followerThrowsIfItIsToldTo() {
    assertThatThrownBy(work::refused).isInstanceOf(NotLeaderException.class);
    assertThatThrownBy(work::refusedVoid).isInstanceOf(NotLeaderException.class);
    Uni<Integer> uni = work.refusedUni();
    assertThatThrownBy(() -> uni.await().indefinitely()).isInstanceOf(NotLeaderException.class);
    CompletionStage<Integer> stage = work.refusedStage();
    assertThat(stage.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(NotLeaderException.class);

    assertThat(work.calls).hasValue(0);
  }

  @Test
  void refusalNamesTheMethodAndTheLeaderIfOneIsKnown() {
    assertThatThrownBy(work::refused)
        .hasMessage(
            "io.election.quarkus.LeaderWork.refused() is for the leader only: this node does not lead, and knows nobody who does");

    election.leaderIs(2);
    long term = election.status().term();
    assertThatThrownBy(work::refused)
        .hasMessage(
            "io.election.quarkus.LeaderWork.refused() is for the leader only: this node does not lead, node 2 at 127.0.0.1:7102 does, in term "
                + term);
  }

  @Test
  void leaseIsCheckedAtEachCall() {
    election.grant();
    work.skipped();
    election.setLeaseRemaining(Duration.ZERO);
    work.skipped();

    assertThat(work.calls).hasValue(1);
  }

  @Test
  void leaseOfAUniIsCheckedAtEachSubscription() {
    Uni<Void> made = work.skippedUni();
    Uni<Integer> madeToThrow = work.refusedUni();

    election.grant();
    made.await().indefinitely();
    assertThat(madeToThrow.await().indefinitely()).isEqualTo(2);

    election.revoke();
    made.await().indefinitely();
    assertThatThrownBy(() -> madeToThrow.await().indefinitely())
        .isInstanceOf(NotLeaderException.class);
    assertThat(work.calls).hasValue(2);
  }

  @Test
  void leaseOfAStageIsCheckedAtTheCall() {
    CompletionStage<Void> skipped = work.skippedStage();
    election.grant();

    assertThat(skipped.toCompletableFuture()).isCompletedWithValue(null);
    assertThat(work.calls).hasValue(0);
  }

  @Test
  void annotationOfAClassStandsForItsMethodsAndThatOfAMethodGoesBeforeIt() {
    leaderClass.skipped();
    assertThat(leaderClass.calls).hasValue(0);
    assertThatThrownBy(leaderClass::refused).isInstanceOf(NotLeaderException.class);

    election.grant();
    leaderClass.skipped();
    assertThat(leaderClass.refused()).isEqualTo(2);
  }

  @Test
  void whatTheMethodThrowsIsThrown() {
    election.grant();

    assertThatThrownBy(work::failing).isInstanceOf(IOException.class).hasMessage("mine");
    Uni<Void> failing = work.failingUni();
    assertThatThrownBy(() -> failing.await().indefinitely())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  @Test
  void callThatIsSkippedBeginsNoTransaction() {
    int before = EnclosingInterceptor.BEGUN.get();
    work.insideOfWhatComesFirst();
    assertThat(EnclosingInterceptor.BEGUN).hasValue(before);

    election.grant();
    work.insideOfWhatComesFirst();
    assertThat(EnclosingInterceptor.BEGUN).hasValue(before + 1);
  }
}
