package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "6, 4", "7, 4"})
  void majorityIsMoreThanHalf(int members, int majority) {
    Set<Integer> ids = IntStream.rangeClosed(1, members).boxed().collect(Collectors.toSet());

    assertThat(new Membership(1, ids).majority()).isEqualTo(majority);
  }

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
