package io.election.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import io.election.cli.NodeStatus;
import io.election.cli.run.WorkPermit.Order;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A node with a lease of a second at most; every instant here is in milliseconds. With a drift of
 * one tenth, a second vouches for 900 ms; work ends when 400 ms of them are left, and is killed
 * when 200 ms are.
 */
class WorkPermitTest {

  private static final int NODE = 2;
  private static final long TERM = 8;

  private final WorkPermit permit = new WorkPermit(NODE, TERM, 0.1);

  @Test
  void nothingMayStartBeforeTheNodeHasAnswered() {
    assertThat(permit.mayStart(at(0))).isFalse();

    permit.answered(leading(1000), at(0), at(1));

    assertThat(permit.mayStart(at(1))).isTrue();
  }

  @Test
  void nothingMayStartOnTheRestOfALease() {
    permit.answered(leading(1000), at(0), at(1));

    assertThat(permit.mayStart(at(499))).isTrue();
    assertThat(permit.mayStart(at(500))).isFalse();
  }

  @Test
  void workEndsAtTwoFifthsOfTheLeaseAndIsKilledAtOneFifthWhenTheNodeFallsSilent() {
    permit.answered(leading(1000), at(0), at(1));

    assertThat(permit.orderAt(at(499))).isEqualTo(Order.GO_ON);
    assertThat(permit.nanosToNextOrder(at(499))).isEqualTo(at(1));
    assertThat(permit.orderAt(at(500))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(699))).isEqualTo(Order.END);
    assertThat(permit.nanosToNextOrder(at(699))).isEqualTo(at(1));
    assertThat(permit.orderAt(at(700))).isEqualTo(Order.KILL);
    assertThat(permit.nanosToNextOrder(at(5_000))).isZero();
    assertThat(permit.whyItEnds()).contains("nothing vouches for node 2's lease any longer");
  }

  @Test
  void whoSleptThroughTheEndKillsAtOnce() {
    permit.answered(leading(1000), at(0), at(1));

    assertThat(permit.orderAt(at(60_000))).isEqualTo(Order.KILL);
  }

  @Test
  void anAnswerVouchesFromTheSendingOfItsQuestionHoweverLateItComes() {
    permit.answered(leading(1000), at(0), at(490));

    assertThat(permit.orderAt(at(499))).isEqualTo(Order.GO_ON);
    assertThat(permit.orderAt(at(500))).isEqualTo(Order.END);
  }

  @Test
  void everyAnswerProlongs() {
    permit.answered(leading(1000), at(0), at(1));
    permit.answered(leading(1000), at(300), at(301));

    assertThat(permit.orderAt(at(799))).isEqualTo(Order.GO_ON);
    assertThat(permit.orderAt(at(800))).isEqualTo(Order.END);
  }

  @Test
  void oneRoundOfHeartbeatsAFifthOfTheTimeoutApartMayFail() {
    permit.answered(leading(1000), at(0), at(1));
    permit.answered(leading(580), at(420), at(421));

    assertThat(permit.orderAt(at(470))).isEqualTo(Order.GO_ON);
  }

  @Test
  void aLeaseThatIsNotRenewedEndsTheWorkAlthoughTheNodeAnswersAllTheTime() {
    for (int millis = 0; millis < 556; millis++) {
      permit.answered(leading(1000 - millis), at(millis), at(millis));
      assertThat(permit.orderAt(at(millis))).as("after %d ms", millis).isEqualTo(Order.GO_ON);
    }
    permit.answered(leading(444), at(556), at(556));
    assertThat(permit.orderAt(at(556))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(755))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(756))).isEqualTo(Order.KILL);
  }

  @Test
  void workThatWasToldToEndIsNotSavedByALaterAnswer() {
    permit.answered(leading(1000), at(0), at(1));
    assertThat(permit.orderAt(at(500))).isEqualTo(Order.END);

    permit.answered(leading(1000), at(501), at(502));

    assertThat(permit.orderAt(at(503))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(700))).isEqualTo(Order.KILL);
  }

  @Test
  void aNodeThatLeadsNoMoreVouchesForNothing() {
    permit.answered(leading(1000), at(0), at(1));

    permit.answered(following(TERM), at(10), at(11));

    assertThat(permit.mayStart(at(11))).isFalse();
    assertThat(permit.orderAt(at(11))).isEqualTo(Order.END);
    assertThat(permit.whyItEnds()).contains("node 2 leads no more");
    assertThat(permit.orderAt(at(110))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(111))).isEqualTo(Order.KILL);
    assertThat(permit.nanosToLastResort(at(111))).isEqualTo(at(50));
  }

  @Test
  void aNodeThatLeadsNoMoreAndSaysItAgainGivesNoMoreTime() {
    permit.answered(leading(1000), at(0), at(1));
    permit.answered(following(TERM), at(10), at(11));

    permit.answered(following(TERM), at(90), at(91));

    assertThat(permit.orderAt(at(111))).isEqualTo(Order.KILL);
  }

  @Test
  void aNodeThatHandsOverMayBeSeenToLeadNoMoreBeforeItsWordOfItIsHeard() {
    permit.answered(leading(1000), at(0), at(1));
    permit.answered(following(TERM), at(10), at(11));

    permit.stopWithin(Duration.ofMillis(400), at(12));

    assertThat(permit.orderAt(at(211))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(212))).isEqualTo(Order.KILL);
  }

  @Test
  void aNodeThatHandsOverMayBeSeenToLeadNoMoreAfterItsWord() {
    permit.answered(leading(1000), at(0), at(1));
    permit.stopWithin(Duration.ofMillis(400), at(12));

    permit.answered(following(TERM), at(20), at(21));

    assertThat(permit.orderAt(at(211))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(212))).isEqualTo(Order.KILL);
  }

  @Test
  void aNodeThatHasHandedOverHasWaitedLongEnough() {
    permit.answered(leading(1000), at(0), at(1));
    permit.stopWithin(Duration.ofMillis(400), at(12));

    permit.answered(following(TERM + 1), at(20), at(21));

    assertThat(permit.orderAt(at(21))).isEqualTo(Order.KILL);
    assertThat(permit.nanosToLastResort(at(21))).isZero();
  }

  @Test
  void aLateFirstAnswerIsNoReasonNotToStartOnALaterOne() {
    permit.answered(leading(1000), at(0), at(700));
    assertThat(permit.mayStart(at(700))).isFalse();

    permit.answered(leading(1000), at(701), at(702));

    assertThat(permit.mayStart(at(702))).isTrue();
  }

  @Test
  void anotherTermOfTheSameLeaderIsAnotherLeadership() {
    permit.answered(leading(1000), at(0), at(1));

    permit.answered(status(NODE, TERM + 1, 1000, true), at(10), at(11));

    assertThat(permit.orderAt(at(11))).isEqualTo(Order.KILL);
    assertThat(permit.whyItEnds()).contains("node 2 is in term 9 now");
  }

  @Test
  void anotherNodeAtTheSameAddressVouchesForNothing() {
    permit.answered(leading(1000), at(0), at(1));

    permit.answered(status(3, TERM, 1000, true), at(10), at(11));

    assertThat(permit.orderAt(at(11))).isEqualTo(Order.KILL);
    assertThat(permit.whyItEnds()).contains("node 3 answers instead of node 2");
  }

  @Test
  void aStopIsAnsweredInHalfTheTimeThatItLeaves() {
    permit.answered(leading(1000), at(0), at(1));

    permit.stopWithin(Duration.ofMillis(100), at(10));

    assertThat(permit.orderAt(at(10))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(59))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(60))).isEqualTo(Order.KILL);
    assertThat(permit.nanosToLastResort(at(60))).isEqualTo(at(25));
  }

  @Test
  void aStopThatLeavesMoreTimeThanTheLeaseDoesNotProlongIt() {
    permit.answered(leading(1000), at(0), at(1));

    permit.stopWithin(Duration.ofMillis(60_000), at(10));

    assertThat(permit.orderAt(at(699))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(700))).isEqualTo(Order.KILL);
  }

  @Test
  void aStopShortensTheTimeOfWorkThatEndsAlready() {
    permit.answered(leading(1000), at(0), at(1));
    assertThat(permit.orderAt(at(500))).isEqualTo(Order.END);

    permit.stopWithin(Duration.ofMillis(20), at(510));

    assertThat(permit.orderAt(at(519))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(520))).isEqualTo(Order.KILL);
  }

  @Test
  void withoutTheConnectionWorkEndsButKeepsTheTimeThatIsCertain() {
    permit.answered(leading(1000), at(0), at(1));

    permit.end(at(10), "the connection broke");

    assertThat(permit.orderAt(at(10))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(699))).isEqualTo(Order.END);
    assertThat(permit.orderAt(at(700))).isEqualTo(Order.KILL);
    assertThat(permit.whyItEnds()).contains("the connection broke");
  }

  @Test
  void aConnectionThatBreaksBeforeAnyAnswerLeavesNothing() {
    permit.end(at(10), "the connection broke");

    assertThat(permit.mayStart(at(10))).isFalse();
    assertThat(permit.orderAt(at(10))).isEqualTo(Order.KILL);
  }

  @Test
  void theLastResortComesBetweenTheKillAndTheEndOfWhatIsCertain() {
    permit.answered(leading(1000), at(0), at(1));

    assertThat(permit.nanosToLastResort(at(0))).isEqualTo(at(800));
    assertThat(permit.orderAt(at(500))).isEqualTo(Order.END);
    assertThat(permit.nanosToLastResort(at(500))).isEqualTo(at(300));
    assertThat(permit.nanosToLastResort(at(9_000))).isZero();
  }

  @Test
  void instantsMayBeNegativeAndOverflowAsThoseOfTheSystemDo() {
    long origin = Long.MAX_VALUE - at(100);
    permit.answered(leading(1000), origin, origin);

    assertThat(permit.orderAt(origin + at(499))).isEqualTo(Order.GO_ON);
    assertThat(permit.orderAt(origin + at(500))).isEqualTo(Order.END);
    assertThat(permit.orderAt(origin + at(700))).isEqualTo(Order.KILL);
  }

  private static NodeStatus leading(long remainingMillis) {
    return status(NODE, TERM, remainingMillis, true);
  }

  private static NodeStatus following(long term) {
    return status(NODE, term, 0, false);
  }

  private static NodeStatus status(int node, long term, long remainingMillis, boolean isLeader) {
    Role role = isLeader ? Role.LEADER : Role.FOLLOWER;
    return new NodeStatus(
        node,
        role,
        term,
        null,
        null,
        null,
        isLeader,
        remainingMillis,
        false,
        null,
        null,
        null,
        null);
  }

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
