package io.election.transport.rest.server;

import io.election.api.ElectionControl;
import io.election.api.HandOverResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was wished for, and answers what a test tells it. */
@Singleton
public class RecordingControl implements ElectionControl {

  private final List<String> wishes = new CopyOnWriteArrayList<>();
  private volatile CompletionStage<HandOverResult> result;

  void answerWith(HandOverResult newResult) {
    answerWith(CompletableFuture.completedStage(newResult));
  }

  void answerWith(CompletionStage<HandOverResult> newResult) {
    wishes.clear();
    result = newResult;
  }

  List<String> wishes() {
    return wishes;
  }

  @Override
  public CompletionStage<HandOverResult> transfer(int memberId) {
    return handOver("transfer to " + memberId);
  }

  @Override
  public CompletionStage<HandOverResult> transfer() {
    return handOver("transfer");
  }

  @Override
  public CompletionStage<HandOverResult> resign() {
    return handOver("resign");
  }

  private CompletionStage<HandOverResult> handOver(String wish) {
    wishes.add(wish);
    return result;
  }

  @Override
  public void pause() {
    wishes.add("pause");
  }

  @Override
  public void resume() {
    wishes.add("resume");
  }
}
