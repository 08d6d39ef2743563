package io.election.engine.loop;

import static io.election.engine.loop.ShownNode.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.api.Leadership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What callers find out while the loop publishes, in each order that makes a difference: within a
 * term one stretch of leadership (rule D12).
 */
class PublishedViewTest {

  private final ShownNode node = new ShownNode();

  /**
   * A caller stands still right after it has read the clock, while a leadership begins and its
   * lease runs out: at no instant of the call did this node lead. Read before the view, that
   * reading would be within the lease.
   */
  @Test
  void clockIsReadAfterTheView() {
    node.clock.pauseAfterReading(
        () -> {
          node.leads(1);
          node.clock.advance(Duration.ofMinutes(1));
        });

    assertThat(node.shown.isLeader()).isFalse();
  }

  @Test
  void leaseThatIsRenewedInTimeGoesOn() {
    node.leads(1);
    node.clock.advance(LEASE.minusNanos(1));

    assertThat(node.shown.isLeader()).isTrue();
    assertThat(node.leads(1)).isTrue();

    node.clock.advance(LEASE.minusNanos(1));
    assertThat(node.shown.isLeader()).isTrue();
  }

  @Test
  void leaseThatNobodyHasSeenOverGoesOn() {
    node.leads(1);
    node.clock.advance(LEASE);

    assertThat(node.leads(1)).isTrue();

    assertThat(node.shown.isLeader()).isTrue();
  }

  @Test
  void leaseThatSomebodyHasSeenOverIsNotRenewed() {
    node.leads(1);
    node.clock.advance(LEASE);
    assertThat(node.shown.isLeader()).isFalse();

    assertThat(node.leads(1)).isFalse();

    assertThat(node.shown.isLeader()).isFalse();
    assertThat(node.shown.view().leaderId()).isEqualTo(1);
  }

  @Test
  void leadershipWhoseRestIsAskedForIsNotRenewedEither() {
    node.leads(1);
    Leadership leadership = node.shown.leadership().orElseThrow();
    node.clock.advance(LEASE);
    assertThat(leadership.remaining()).isZero();

    assertThat(node.leads(1)).isFalse();

    assertThat(leadership.remaining()).isZero();
  }

  /** The caller was about to say no, and the loop was faster. */
  @Test
  void renewalThatComesBeforeTheMarkIsSeen() {
    node.leads(1);
    node.clock.advance(LEASE);
    node.clock.pauseAfterReading(() -> assertThat(node.leads(1)).isTrue());

    assertThat(node.shown.isLeader()).isTrue();
  }

  @Test
  void leadershipThatEndsBeforeTheMarkHasEnded() {
    node.leads(1);
    node.clock.advance(LEASE);
    node.clock.pauseAfterReading(node::leadsNoMore);

    assertThat(node.shown.isLeader()).isFalse();
    assertThat(node.shown.view().leaderId()).isNull();
  }

  @Test
  void callersThatAreAboutToSayNoAtOneTimeAllSayNo() {
    List<Boolean> answers = new ArrayList<>();
    node.leads(1);
    node.clock.advance(LEASE);
    node.clock.pauseAfterReading(() -> answers.add(node.shown.isLeader()));

    answers.add(node.shown.isLeader());

    assertThat(answers).containsExactly(false, false);
    assertThat(node.leads(1)).isFalse();
  }

  @Test
  void markIsForgottenWithItsTerm() {
    node.leads(1);
    node.clock.advance(LEASE);
    assertThat(node.shown.isLeader()).isFalse();

    node.leadsNoMore();
    assertThat(node.leads(2)).isTrue();

    assertThat(node.shown.isLeader()).isTrue();
  }

  @Test
  void nodeThatWasWithdrawnDoesNotLead() {
    node.leads(1);

    node.shown.withdraw("broken");

    assertThat(node.shown.isLeader()).isFalse();
    assertThat(node.shown.impediment()).isEqualTo(new Impediment(Impediment.Kind.STALL, "broken"));
  }
}
