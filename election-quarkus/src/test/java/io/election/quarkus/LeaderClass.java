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

  /** The annotation of the class is not for this one, nor for the next. */
  static int notIntercepted() {
    return 1;
  }

  private int secret() {
    return notIntercepted();
  }

  @LeaderOnly(onFollower = OnFollower.THROW)
  public int refused() {
    return calls.addAndGet(secret());
  }
}
