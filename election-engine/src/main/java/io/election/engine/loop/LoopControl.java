package io.election.engine.loop;

import io.election.api.ElectionControl;
import io.election.api.HandOverResult;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.LossReason;
import io.election.engine.Effect;
import io.election.engine.Input;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts people's wishes into the inbox and brings back what came of them. Safe for use by any
 * thread.
 */
public final class LoopControl implements ElectionControl {

  private final Consumer<Input> inbox;
  private final OpenQuestions<HandOverResult> wishes;

  /**
   * @param elsewhere runs what hangs on a result, which must not hold up the election
   */
  LoopControl(Consumer<Input> inbox, Executor elsewhere) {
    this.inbox = inbox;
    this.wishes =
        new OpenQuestions<>(
            () -> new NotHandedOver("this node has stopped or has too much to do"), elsewhere);
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

  /**
   * Hands leadership over, if this node has it, before the node is stopped, and takes none any more
   * (rule H4).
   *
   * @return completes within about the longest election timeout with what came of it
   */
  public CompletionStage<HandOverResult> handOverBeforeStop() {
    pause();
    return handOver(null, LossReason.STOPPED);
  }

  private CompletionStage<HandOverResult> handOver(@Nullable Integer target, LossReason reason) {
    CompletableFuture<HandOverResult> result = new CompletableFuture<>();
    wishes.ask(
        wish -> inbox.accept(new Input.HandOverRequested(wish, target, reason)), result::complete);
    return result.minimalCompletionStage();
  }

  @Override
  public void pause() {
    inbox.accept(new Input.Pause());
  }

  @Override
  public void resume() {
    inbox.accept(new Input.Resume());
  }

  void ended(Effect.HandOverEnded handOver) {
    wishes.answer(handOver.request(), handOver.result());
  }

  /** Nobody waits any longer. */
  void close() {
    wishes.close();
  }
}
