package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipTest {

  @Test
  void peersAreTheOthersByAscendingId() {
    Membership membership = new Membership(7, Set.of(9, 7, 30, 1));

    assertThat(membership.peers()).containsExactly(1, 9, 30);
    assertThat(membership.isPeer(9)).isTrue();
    assertThat(membership.isPeer(7)).isFalse();
    assertThat(membership.isPeer(2)).isFalse();
  }

  @Test
  void nodeOutsideIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Membership(4, Set.of(1)))
        .withMessage("node 4 is not among the members [1]");
  }
}
