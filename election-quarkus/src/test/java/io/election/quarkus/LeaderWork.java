package io.election.quarkus;

import io.election.api.LeaderOnly;
import io.election.api.LeaderOnly.OnFollower;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Every kind of method that may be for the leader only. */
@Singleton
public class LeaderWork {

  final AtomicInteger calls = new AtomicInteger();

  @LeaderOnly
  public void skipped() {
    calls.incrementAndGet();
  }

  @LeaderOnly
  void skippedAndVisibleHereOnly() {
    calls.incrementAndGet();
  }

  @LeaderOnly
  public Uni<Void> skippedUni() {
    calls.incrementAndGet();
    return Uni.createFrom().voidItem();
  }

  @LeaderOnly
  public CompletionStage<Void> skippedStage() {
    calls.incrementAndGet();
    return CompletableFuture.completedFuture(null);
  }

  @LeaderOnly(onFollower = OnFollower.THROW)
  public int refused() {
    return calls.incrementAndGet();
  }

  @LeaderOnly(onFollower = OnFollower.THROW)
  public void refusedVoid() {
    calls.incrementAndGet();
  }

  @LeaderOnly(onFollower = OnFollower.THROW)
  public Uni<Integer> refusedUni() {
    return Uni.createFrom().item(calls.incrementAndGet());
  }

  @LeaderOnly(onFollower = OnFollower.THROW)
  public CompletionStage<Integer> refusedStage() {
    return CompletableFuture.completedFuture(calls.incrementAndGet());
  }

  @LeaderOnly
  public void failing() throws IOException {
    throw new IOException("mine");
  }

  @LeaderOnly
  public Uni<Void> failingUni() {
    throw new IllegalStateException("mine");
  }

  @Enclosed
  @LeaderOnly
  public void insideOfWhatComesFirst() {
    calls.incrementAndGet();
  }
}
