package io.election.engine;

import static io.election.engine.Effects.wakeUpAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import org.junit.jupiter.api.Test;

/** What a node does at its start. */
class StartTest {

  @Test
  void waitsForOneElectionTimeoutAndSaysNothing() {
    Node node = Node.among(3);

    assertThat(node.starts()).containsExactly(wakeUpAt(600));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().term()).isZero();
    assertThat(node.view().votedFor()).isNull();
    assertThat(node.view().leaderId()).isNull();
  }

  @Test
  void remembersTermAndVote() {
    Node node = Node.restarted(4, 2);

    assertThat(node.starts()).containsExactly(wakeUpAt(600));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().term()).isEqualTo(4);
    assertThat(node.view().votedFor()).isEqualTo(2);
  }

  @Test
  void onlyMemberNeedNotWait() {
    Node node = Node.among(1);

    assertThat(node.starts()).containsExactly(wakeUpAt(0));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }
}
