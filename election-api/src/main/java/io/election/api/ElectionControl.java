package io.election.api;

import java.util.concurrent.CompletionStage;

/**
 * Steers the election of this node. Every method returns at once and may be called by any thread;
 * the stages complete within about the longest election timeout, never exceptionally.
 */
public interface ElectionControl {

  /**
   * Hands leadership to one member: stops the leader's work, drops the lease, then lets the member
   * stand at once (rule H1).
   *
   * @param memberId who is to lead
   */
  CompletionStage<HandOverResult> transfer(int memberId);

  /**
   * Hands leadership to the follower with the highest priority, among equals to the one heard last
   * (rule H2).
   */
  CompletionStage<HandOverResult> transfer();

  /**
   * The same as {@link #transfer()}, with {@link LossReason#RESIGNED} as the reason that is told.
   */
  CompletionStage<HandOverResult> resign();

  /**
   * From now on this node does not stand for election, until it is resumed or restarted. It still
   * votes, and goes on leading if it leads.
   */
  void pause();

  /** From now on this node stands for election again. */
  void resume();
}
