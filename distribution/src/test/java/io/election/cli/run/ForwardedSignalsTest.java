package io.election.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForwardedSignalsTest {

  @Test
  void aProcessInTheGroupThatItsTerminalListensToHasWhatIsTypedAlready() {
    assertThat(ForwardedSignals.isForeground("9 (java) S 1 9551 9551 34816 9551 4194304 1"))
        .isTrue();
  }

  @Test
  void oneInTheBackgroundOrWithoutATerminalHasNot() {
    assertThat(ForwardedSignals.isForeground("9 (java) S 1 9551 9551 34816 77 4194304 1"))
        .isFalse();
    assertThat(ForwardedSignals.isForeground("9 (java) S 1 9551 9551 0 -1 4194304 1")).isFalse();
  }

  @Test
  void aNameWithBracketsAndBlanksIsPassedOver() {
    assertThat(ForwardedSignals.isForeground("9 (a) S 1 2) S 1 9551 9551 34816 9551 4194304 1"))
        .isTrue();
  }
}
