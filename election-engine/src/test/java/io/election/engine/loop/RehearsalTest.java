package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void oneAfterTheOtherLeads() {
    assertThat(Rehearsal.elect()).isEqualTo(Rehearsal.LEADERSHIPS);
  }
}
