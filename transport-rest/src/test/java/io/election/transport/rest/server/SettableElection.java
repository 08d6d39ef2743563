package io.election.transport.rest.server;

import io.election.api.Election;
import io.election.api.ElectionEvent;
import io.election.api.Leader;
import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.api.Registration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** An election in which a test makes the events, and starts and interrupts the tasks. */
@Singleton
public class SettableElection implements Election {

  private final List<Consumer<? super ElectionEvent>> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

  /** A task that was handed in, and its only run. */
  static final class Task {

    private final LeaderTask task;
    final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Thread thread;

    private Task(LeaderTask task) {
      this.task = task;
    }

    void start(long term) {
      thread =
          new Thread(
              () -> {
                try {
                  task.run(new TermOnly(term));
                  ended.complete(null);
                } catch (Exception failure) {
                  ended.completeExceptionally(failure);
                }
              });
      thread.start();
    }

    void interrupt() {
      thread.interrupt();
    }
  }

  private record TermOnly(long term) implements Leadership {
    @Override
    public Duration remaining() {
      throw new UnsupportedOperationException();
    }
  }

  void tell(ElectionEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  /** Waits for the next task that is handed in. */
  Task nextTask() throws InterruptedException {
    return tasks.take();
  }

  int listeners() {
    return listeners.size();
  }

  @Override
  public Registration subscribe(Consumer<? super ElectionEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public Registration runAsLeader(LeaderTask task) {
    Task handedIn = new Task(task);
    tasks.add(handedIn);
    return () -> handedIn.withdrawn.complete(null);
  }

  @Override
  public boolean isLeader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Leadership> leadership() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Leader> leader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Leadership> awaitLeadership(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Leadership> whenLeader() {
    throw new UnsupportedOperationException();
  }
}
