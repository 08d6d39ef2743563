package io.election.api;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a method of a bean only where this node leads: the lease is checked at each call (rule L2).
 *
 * <p>Elsewhere the call is skipped, which a method can only survive unnoticed if it returns
 * nothing: {@code void}, {@code Uni<Void>} or {@code CompletionStage<Void>}. With {@link
 * OnFollower#THROW} it may stand on any method. Any other use is refused when the application is
 * built or started.
 *
 * <p>On a class it stands for all its business methods. The method is not interrupted when
 * leadership ends while it runs: long work belongs into {@link Election#runAsLeader}, and what is
 * written should carry the term.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface LeaderOnly {

  /** What a call does where this node does not lead. */
  @Nonbinding
  OnFollower onFollower() default OnFollower.SKIP;

  /** What a call does where this node does not lead. */
  enum OnFollower {
    /** Nothing; the method returns at once, with a completed stage if it returns one. */
    SKIP,
    /** Fails with {@link NotLeaderException}. */
    THROW
  }
}
