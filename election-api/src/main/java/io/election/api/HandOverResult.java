package io.election.api;

/** What came of the wish that this node hand its leadership over (rules H1 to H3). */
public sealed interface HandOverResult {

  /**
   * Another node leads.
   *
   * @param leaderId the new leader
   * @param term the term in which it leads
   */
  record HandedOver(int leaderId, long term) implements HandOverResult {}

  /** This node does not lead, or is handing over already; nothing was changed. */
  record NotLeading() implements HandOverResult {}

  /**
   * There is no such member; nothing was changed.
   *
   * @param id who was to lead
   */
  record UnknownMember(int id) implements HandOverResult {}

  /**
   * It did not come about: this node goes on leading, or a leader is elected anew.
   *
   * @param reason why, in one line for people
   */
  record NotHandedOver(String reason) implements HandOverResult {}
}
