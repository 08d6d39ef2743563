package io.election.test;

import io.election.api.Election;
import io.election.api.ElectionContract;
import io.election.api.ElectionMonitor;

/** The election for tests keeps what a real one promises. */
class FakeElectionContractTest extends ElectionContract {

  @Override
  protected Subject start() {
    FakeElection election = new FakeElection();
    return new Subject() {

      @Override
      public Election election() {
        return election;
      }

      @Override
      public ElectionMonitor monitor() {
        return election;
      }

      @Override
      public void win() {
        election.grant();
      }

      @Override
      public void lose() {
        election.revoke();
      }

      @Override
      public void stop() {
        election.stop();
      }
    };
  }
}
