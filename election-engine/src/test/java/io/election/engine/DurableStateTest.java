package io.election.engine;

import static io.election.engine.Effects.store;
import static io.election.engine.Node.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.election.api.store.PersistentState;
import org.junit.jupiter.api.Test;

class DurableStateTest {

  private static final PersistentState RESTORED = Node.record(3, 2);

  private final DurableState state = new DurableState(RESTORED, Timings.DEFAULT, 0);

  @Test
  void restoredRecordIsDurableAndNotWrittenAgain() {
    assertThat(state.isDurable()).isTrue();
    assertThat(state.durable()).isEqualTo(RESTORED);
    assertThat(state.startWrite(nanos(5000), false)).isEmpty();
  }

  @Test
  void changeIsNotShownBeforeItIsStored() {
    state.advanceTo(4);
    state.voteFor(Peer.NODE_3.vote());

    assertThat(state.isDurable()).isFalse();
    assertThat(state.term()).isEqualTo(4);
    assertThat(state.vote()).isEqualTo(Peer.NODE_3.vote());
    assertThat(state.durable()).isEqualTo(RESTORED);
  }

  @Test
  void oneWriteAtATime() {
    state.advanceTo(4);
    assertThat(state.startWrite(0, false)).contains(store(4, null));
    state.voteFor(Peer.NODE_3.vote());
    assertThat(state.startWrite(0, false)).isEmpty();

    state.stored(Node.record(4, null), nanos(1));

    assertThat(state.isDurable()).isFalse();
    assertThat(state.startWrite(nanos(1), false)).contains(store(4, 3));
  }

  @Test
  void answerForAnotherWriteIsAFaultOfTheDriver() {
    assertThatIllegalStateException().isThrownBy(() -> state.stored(RESTORED, 0));

    state.advanceTo(4);
    state.startWrite(0, false);
    assertThatIllegalStateException().isThrownBy(() -> state.stored(RESTORED, 0));
  }

  @Test
  void failureKeepsWhatWasDecidedAndIsTriedAgainLater() {
    state.advanceTo(4);
    state.startWrite(0, false);
    state.failed(Node.record(4, null), "disk full", nanos(10));

    assertThat(state.isAvailable()).isFalse();
    assertThat(state.failure()).isEqualTo("disk full");
    assertThat(state.term()).isEqualTo(4);
    assertThat(state.durable()).isEqualTo(RESTORED);
    assertThat(state.deadlineNanos(false)).isEqualTo(nanos(510));
    assertThat(state.startWrite(nanos(509), false)).isEmpty();
    assertThat(state.startWrite(nanos(510), false)).contains(store(4, null));
  }

  @Test
  void successEndsTheFailure() {
    failureKeepsWhatWasDecidedAndIsTriedAgainLater();

    state.stored(Node.record(4, null), nanos(520));

    assertThat(state.isAvailable()).isTrue();
    assertThat(state.isDurable()).isTrue();
  }

  @Test
  void writeIsOverdueAfterTheShortestTimeoutAndOnlyOnce() {
    state.advanceTo(4);
    state.startWrite(0, false);

    assertThat(state.deadlineNanos(false)).isEqualTo(nanos(500));
    assertThat(state.isOverdue(nanos(499))).isFalse();
    assertThat(state.isOverdue(nanos(500))).isTrue();
    state.giveUpWaiting(nanos(500));
    assertThat(state.failure()).isEqualTo("no answer for 500 ms");
    assertThat(state.isOverdue(nanos(600))).isFalse();
    assertThat(state.startWrite(nanos(9999), false)).isEmpty();
  }

  @Test
  void leadersStoreIsProvedAfterTheLongestTimeout() {
    assertThat(state.deadlineNanos(true)).isEqualTo(nanos(1000));
    assertThat(state.startWrite(nanos(999), true)).isEmpty();
    assertThat(state.startWrite(nanos(1000), true)).contains(store(3, 2));
  }

  @Test
  void promiseIsCoveredOnceItsCapIsDurable() {
    assertThat(state.coversPromise(nanos(512))).isTrue();
    assertThat(state.coversPromise(nanos(513))).isFalse();

    state.raisePromiseCap(nanos(513));
    assertThat(state.coversPromise(nanos(513))).isFalse();
    state.startWrite(0, false);
    assertThat(state.coversPromise(nanos(513))).isFalse();

    state.stored(RESTORED.withPromiseCap(1024), nanos(1));
    assertThat(state.coversPromise(nanos(1024))).isTrue();
  }

  @Test
  void capThatIsBeingLoweredCoversNoLongerWhatItCovered() {
    state.lowerPromiseCap(nanos(200));
    assertThat(state.coversPromise(nanos(500))).isFalse();
    state.startWrite(0, false);
    state.raisePromiseCap(nanos(500));

    assertThat(state.coversPromise(nanos(500))).isFalse();
    assertThat(state.coversPromise(nanos(256))).isTrue();
  }

  @Test
  void capIsNotLoweredUnderAWriteOrARaise() {
    state.raisePromiseCap(nanos(2000));
    state.lowerPromiseCap(nanos(200));
    assertThat(state.latest().promiseCapMillis()).isEqualTo(2048);

    state.startWrite(0, false);
    state.lowerPromiseCap(nanos(200));
    assertThat(state.latest().promiseCapMillis()).isEqualTo(2048);
  }
}
