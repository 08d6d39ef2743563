package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "6, 4", "7, 4"})
  void isMetByMoreThanHalf(int voters, int majority) {
    Quorum quorum = new Quorum(firstIds(voters));

    assertThat(quorum.isMet(firstIds(majority))).isTrue();
    assertThat(quorum.isMet(firstIds(majority - 1))).isFalse();
  }

  @Test
  void strangersCountForNothing() {
    assertThat(new Quorum(Set.of(1, 2, 3)).isMet(Set.of(1, 8, 9))).isFalse();
  }

  private static Set<Integer> firstIds(int count) {
    return IntStream.rangeClosed(1, count).boxed().collect(Collectors.toSet());
  }
}
