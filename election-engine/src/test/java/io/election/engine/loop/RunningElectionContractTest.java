package io.election.engine.loop;

import io.election.api.Election;
import io.election.api.ElectionContract;
import io.election.api.ElectionMonitor;
import io.election.api.LeadershipLost;
import java.time.Duration;

/** What the election for tests of applications promises too. */
class RunningElectionContractTest extends ElectionContract {

  @Override
  protected Subject start() {
    RunningNode node = RunningNode.follower();
    return new Subject() {

      @Override
      public Election election() {
        return node.election();
      }

      @Override
      public ElectionMonitor monitor() {
        return node.loop.monitor();
      }

      @Override
      public void win() {
        node.becomeLeader();
      }

      @Override
      public void lose() {
        node.advance(Duration.ofSeconds(10));
        node.awaitEvent(LeadershipLost.class);
      }

      @Override
      public void stop() {
        node.close();
      }
    };
  }
}
