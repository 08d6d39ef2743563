package io.election.quarkus;

import io.election.api.LeaderOnly;
import io.election.api.LeaderOnly.OnFollower;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** A class that is for the leader only, but for one method. */
@LeaderOnly
@Singleton
public class LeaderClass {

  final AtomicInteger calls = new AtomicInteger();

  public void skipped() {
    calls.incrementAndGet();
  }

  @LeaderOnly(onFollower = OnFollower.THROW)
  public int refused() {
    return calls.incrementAndGet();
  }
}
