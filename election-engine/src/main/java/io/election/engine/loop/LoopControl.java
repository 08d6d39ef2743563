package io.election.engine.loop;

import io.election.api.ElectionControl;
import io.election.api.HandOverResult;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.LossReason;
import io.election.engine.Effect;
import io.election.engine.Input;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts people's wishes into the inbox of the loop and brings back what came of them. */
final class LoopControl implements ElectionControl, AutoCloseable {

  private static final HandOverResult STOPPED = new NotHandedOver("this node has stopped");

  private final Consumer<Input> inbox;
  private final Map<Long, CompletableFuture<HandOverResult>> open = new ConcurrentHashMap<>();
  private final AtomicLong lastRequest = new AtomicLong();
  private volatile boolean closed;

  LoopControl(Consumer<Input> inbox) {
    this.inbox = inbox;
  }

  @Override
  public CompletionStage<HandOverResult> transfer(int memberId) {
    return handOver(memberId, LossReason.TRANSFERRED);
  }

  @Override
  public CompletionStage<HandOverResult> transfer() {
    return handOver(null, LossReason.TRANSFERRED);
  }

  @Override
  public CompletionStage<HandOverResult> resign() {
    return handOver(null, LossReason.RESIGNED);
  }

  CompletionStage<HandOverResult> handOver(@Nullable Integer target, LossReason reason) {
    long request = lastRequest.incrementAndGet();
    CompletableFuture<HandOverResult> result = new CompletableFuture<>();
    open.put(request, result);
    inbox.accept(new Input.HandOverRequested(request, target, reason));
    if (closed) {
      close();
    }
    return result.minimalCompletionStage();
  }

  void ended(Effect.HandOverEnded handOver) {
    complete(handOver.request(), handOver.result());
  }

  @Override
  public void pause() {
    inbox.accept(new Input.Pause());
  }

  @Override
  public void resume() {
    inbox.accept(new Input.Resume());
  }

  /** Nobody waits any longer. */
  @Override
  public void close() {
    closed = true;
    open.keySet().forEach(request -> complete(request, STOPPED));
  }

  private void complete(long request, HandOverResult result) {
    CompletableFuture<HandOverResult> waiting = open.remove(request);
    if (waiting != null) {
      // Elsewhere: what hangs on the result must not hold up the election.
      waiting.completeAsync(() -> result);
    }
  }
}
