package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.api.transport.Refusal;
import io.election.engine.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule E2: a repeated cause is not repeated line by line, ERROR only where a person must act. */
class ElectionLogTest {

  private final LogLines lines = LogLines.open();
  private final ElectionLog log =
      new ElectionLog(
          new NodeDescription("test", 1, RunningNode.MEMBERS, Timings.DEFAULT, 1, "memory"));

  @AfterEach
  void leave() {
    lines.close();
  }

  @Test
  void sameRefusalIsToldOnce() {
    log.refused(refusal("node 9 is not among the members"));
    log.refused(refusal("node 9 is not among the members"));
    log.refused(refusal("node 8 is not among the members"));

    assertThat(lines.told)
        .containsExactly(
            "WARNING node 1: refused a message: node 9 is not among the members",
            "WARNING node 1: refused a message: node 8 is not among the members");
  }

  @Test
  void refusalByAPeerNamesThePeer() {
    log.refusedBy(RunningNode.MEMBERS.get(1), refusal("you are not a member"));

    assertThat(lines.told)
        .containsExactly(
            "WARNING node 1: node 2 at 127.0.0.1:7102 refuses this node: you are not a member");
  }

  @Test
  void peerThatIsStoppingIsNoNews() {
    log.refusedBy(
        RunningNode.MEMBERS.get(1),
        new Refusal(ScriptedTransport.sender(2), Refusal.Reason.UNAVAILABLE, "node 2 is stopping"));

    assertThat(lines.told).isEmpty();
  }

  @Test
  void failingStoreIsOneErrorAndItsRecoveryOneLine() {
    log.impediment(null);
    log.impediment(new Impediment(Impediment.Kind.STORE, "disk full"));
    log.impediment(new Impediment(Impediment.Kind.STORE, "disk still full"));
    log.impediment(null);
    log.impediment(null);

    assertThat(lines.told)
        .containsExactly(
            "SEVERE node 1: the store failed, so this node neither votes nor leads until it"
                + " recovers: disk full",
            "INFO node 1: the store works again");
  }

  private static Refusal refusal(String detail) {
    return new Refusal(ScriptedTransport.sender(2), Refusal.Reason.NOT_A_MEMBER, detail);
  }
}
