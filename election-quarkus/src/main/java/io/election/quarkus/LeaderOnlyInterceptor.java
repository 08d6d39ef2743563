package io.election.quarkus;

import io.election.api.Election;
import io.election.api.LeaderOnly;
import io.election.api.LeaderOnly.OnFollower;
import io.election.api.NotLeaderException;
import io.election.engine.loop.LeaderCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link LeaderOnly} methods from running where this node does not lead. The lease is checked
 * at the call; for a method that returns a {@link Uni} at each subscription, since only then work
 * begins.
 *
 * <p>A hand-over waits for the calls that run, see {@link LeaderCalls}; nothing else can: they are
 * not interrupted.
 *
 * <p>It stands outside transactions, request contexts, fault tolerance and metrics: a call that is
 * skipped begins no transaction and is no failure to retry. {@link LeaderOnlyValidation} has seen
 * to it that only what can be skipped is.
 */
@LeaderOnly
@Interceptor
@Priority(LeaderOnlyInterceptor.OUTSIDE_TRANSACTIONS)
class LeaderOnlyInterceptor {

  /** Security comes earlier, at 0; request contexts come at 100 and transactions at 200. */
  static final int OUTSIDE_TRANSACTIONS = Interceptor.Priority.PLATFORM_BEFORE + 50;

  private final Election election;
  private final LeaderCalls calls;

  LeaderOnlyInterceptor(Instance<Election> elections, Instance<LeaderCalls> calls) {
    this.election = elections.get();
    this.calls = NodeProducer.offers(elections) ? calls.get() : new LeaderCalls();
  }

  @AroundInvoke
  @Nullable Object call(InvocationContext context) throws Exception {
    Class<?> returned = context.getMethod().getReturnType();
    if (returned == Uni.class) {
      return Uni.createFrom().deferred(() -> whenSubscribed(context));
    }
    CompletableFuture<Void> call = calls.begin();
    CompletionStage<?> end = call;
    try {
      Object result = election.isLeader() ? context.proceed() : onFollower(context, returned);
      if (result instanceof CompletionStage<?> stage) {
        end = stage;
      }
      return result;
    } finally {
      if (end == call) {
        call.complete(null);
      } else {
        end.whenComplete((value, failure) -> call.complete(null));
      }
    }
  }

  private @Nullable Object onFollower(InvocationContext context, Class<?> returned) {
    if (returned == CompletionStage.class) {
      return isSkipped(context)
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(notLeader(context));
    }
    if (isSkipped(context) && returned == void.class) {
      return null;
    }
    throw notLeader(context);
  }

  private Uni<?> whenSubscribed(InvocationContext context) {
    CompletableFuture<Void> call = calls.begin();
    return begun(context).onTermination().invoke(() -> call.complete(null));
  }

  private Uni<?> begun(InvocationContext context) {
    if (!election.isLeader()) {
      return isSkipped(context)
          ? Uni.createFrom().voidItem()
          : Uni.createFrom().failure(notLeader(context));
    }
    try {
      return (Uni<?>) context.proceed();
    } catch (Exception failure) {
      return Uni.createFrom().failure(failure);
    }
  }

  private static boolean isSkipped(InvocationContext context) {
    return context.getInterceptorBinding(LeaderOnly.class).onFollower() == OnFollower.SKIP;
  }

  private NotLeaderException notLeader(InvocationContext context) {
    Method method = context.getMethod();
    return new NotLeaderException(
        "%s.%s() is for the leader only: this node does not lead, %s"
            .formatted(
                method.getDeclaringClass().getName(),
                method.getName(),
                election
                    .leader()
                    .map(
                        leader ->
                            "node %d at %s does, in term %d"
                                .formatted(leader.id(), leader.address(), leader.term()))
                    .orElse("and knows nobody who does")));
  }
}
