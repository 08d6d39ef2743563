package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LeaderTask;
import io.election.api.Leadership;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A task of the leader whose every move a test sees and decides. */
final class ObservedTask implements LeaderTask {

  private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  /** One run: it goes on until the test says how it ends, whatever interrupts it. */
  static final class Run {

    final Leadership leadership;
    final Thread thread = Thread.currentThread();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final BlockingQueue<Ending> ending = new LinkedBlockingQueue<>();

    private Run(Leadership leadership) {
      this.leadership = leadership;
    }

    void awaitInterrupt() {
      RunningNode.await(interrupted);
    }

    boolean isInterrupted() {
      return interrupted.getCount() == 0;
    }

    void returns() {
      ending.add(() -> {});
    }

    void throwsIt(Exception failure) {
      ending.add(
          () -> {
            throw failure;
          });
    }

    private Ending awaitEnding() {
      while (true) {
        try {
          return ending.take();
        } catch (InterruptedException interrupt) {
          interrupted.countDown();
        }
      }
    }
  }

  private interface Ending {
    void end() throws Exception;
  }

  @Override
  public void run(Leadership leadership) throws Exception {
    assertThat(running.incrementAndGet()).as("runs at a time").isEqualTo(1);
    try {
      Run run = new Run(leadership);
      runs.add(run);
      run.awaitEnding().end();
    } finally {
      running.decrementAndGet();
    }
  }

  Run awaitRun() {
    return RunningNode.next(runs);
  }

  boolean hasNoOtherRun() {
    return runs.isEmpty();
  }
}
