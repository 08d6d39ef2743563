package io.election.engine.loop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Questions that are answered later. When nobody is left to answer, all that are open are refused,
 * and so is every later one. Safe for use by any thread.
 *
 * @param <A> what an answer is
 */
final class OpenQuestions<A> {

  /** More than this at a time are no election; they are refused rather than piled up. */
  private static final int MOST = 1024;

  private final Supplier<? extends A> refusal;
  private final Executor answering;
  private final Map<Long, Consumer<? super A>> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();
  private volatile boolean closed;

  /**
   * @param refusal the answer to a question that nobody will answer
   * @param answering hands an answer over, and whatever hangs on it
   */
  OpenQuestions(Supplier<? extends A> refusal, Executor answering) {
    this.refusal = refusal;
    this.answering = answering;
  }

  /**
   * @param question puts the question, under the number that {@link #answer} takes
   * @param asker takes the answer
   */
  void ask(LongConsumer question, Consumer<? super A> asker) {
    long number = last.incrementAndGet();
    // Before the look at "closed": whoever closes after that look finds it here.
    open.put(number, asker);
    if (closed || open.size() > MOST) {
      answer(number, refusal.get());
    } else {
      question.accept(number);
    }
  }

  void answer(long number, A answer) {
    Consumer<? super A> asker = open.remove(number);
    if (asker != null) {
      answering.execute(() -> asker.accept(answer));
    }
  }

  /** Nobody answers any longer. Closing twice does no harm. */
  void close() {
    closed = true;
    open.keySet().forEach(number -> answer(number, refusal.get()));
  }
}
