package io.election.engine;

import static io.election.engine.Node.nanos;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Sender SECOND_LIFE = new Sender("test", 1, 2, 4711);

  private final Admission admission =
      new Admission(SELF.sender(), new Membership(1, Set.of(1, 2, 3)), Timings.DEFAULT);

  @Test
  void memberIsHeard() {
    assertThat(admission.refuse(NODE_2.sender(), 0)).isEmpty();
  }

  @Test
  void refusalNamesWhoRefusesAndWhy() {
    assertThat(admission.refuse(new Sender("other", 1, 2, 5), 0))
        .contains(
            new Refusal(
                SELF.sender(),
                Reason.OTHER_CLUSTER,
                "node 1 belongs to cluster 'test', you to 'other'"));
  }

  @Test
  void protocolVersionBeforeIsSpoken() {
    Admission later =
        new Admission(
            new Sender("test", 2, 1, 1001), new Membership(1, Set.of(1, 2)), Timings.DEFAULT);

    assertThat(later.refuse(new Sender("test", 2, 2, 5), 0)).isEmpty();
    assertThat(later.refuse(new Sender("test", 1, 2, 5), 0)).isEmpty();
    assertThat(later.refuse(new Sender("test", 3, 2, 5), 0))
        .map(Refusal::reason)
        .contains(Reason.UNKNOWN_PROTOCOL);
  }

  @Test
  void secondProcessIsRefusedWhileTheFirstIsHeard() {
    admission.refuse(NODE_2.sender(), 0);

    assertThat(admission.refuse(SECOND_LIFE, nanos(199)))
        .map(Refusal::reason)
        .contains(Reason.DUPLICATE_ID);
  }

  @Test
  void refusedProcessDoesNotKeepItsClaimAlive() {
    admission.refuse(NODE_2.sender(), 0);
    admission.refuse(SECOND_LIFE, nanos(199));

    assertThat(admission.refuse(SECOND_LIFE, nanos(200))).isEmpty();
  }

  @Test
  void restartedProcessTakesTheIdOver() {
    admission.refuse(NODE_2.sender(), 0);
    admission.refuse(SECOND_LIFE, nanos(200));

    assertThat(admission.refuse(NODE_2.sender(), nanos(300)))
        .map(Refusal::reason)
        .contains(Reason.DUPLICATE_ID);
  }

  @Test
  void refusedStrangerClaimsNothing() {
    admission.refuse(new Sender("other", 1, 2, 4711), 0);

    assertThat(admission.refuse(NODE_2.sender(), nanos(1))).isEmpty();
  }

  @Test
  void answerIsHeardOnlyFromWhoWasAsked() {
    assertThat(admission.admitsAnswer(2, NODE_2.sender(), 0)).isTrue();
    assertThat(admission.admitsAnswer(2, NODE_3.sender(), 0)).isFalse();
    assertThat(admission.admitsAnswer(2, SECOND_LIFE, 0)).isFalse();
  }
}
