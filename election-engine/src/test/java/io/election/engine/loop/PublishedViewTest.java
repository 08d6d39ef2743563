package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a caller finds out while the loop publishes. */
class PublishedViewTest {

  private final ShownNode node = new ShownNode();

  /**
   * A caller stands still right after it has read the clock, while a leadership begins and its
   * lease runs out: at no instant of the call did this node lead. Read before the view, that
   * reading would be within the lease.
   */
  @Test
  void clockIsReadAfterTheView() {
    node.clock.afterNextReading(
        () -> {
          node.leads(1);
          node.clock.advance(Duration.ofMinutes(1));
        });

    assertThat(node.shown.isLeader()).isFalse();
  }
}
