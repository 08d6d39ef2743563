package io.election.quarkus;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what begins; transactions have this priority. */
@Enclosed
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class EnclosingInterceptor {

  static final AtomicInteger BEGUN = new AtomicInteger();

  @AroundInvoke
  Object begin(InvocationContext context) throws Exception {
    BEGUN.incrementAndGet();
    return context.proceed();
  }
}
