package io.election.api;

/**
 * Why a node takes no part in elections at present. Log, readiness, status and {@code doctor} all
 * say this.
 *
 * @param kind what kind of reason it is
 * @param detail the cause in one line for people, and what to do about it if that is not plain
 */
public record Impediment(Kind kind, String detail) {

  /** What keeps a node from taking part. */
  public enum Kind {
    /** Another process goes by its id; it takes a restart (rule D11). */
    TOLD_TO_STOP(
        "this node was told to stop and neither votes, stands nor leads until it is started again",
        "it was started again"),
    /** A peer listens to another process of its id, on another data directory (rule D11). */
    OTHER_DIRECTORY(
        "a member listens to another process of this node's id, on another data directory, so this one neither votes, stands nor leads until the other is silent",
        "its members listen to this process"),
    /** Its store has failed (rule T5). */
    STORE(
        "the store failed, so this node neither votes nor leads until it recovers",
        "the store works again"),
    /** The election's own thread is held up or has ended. */
    STALL("the election stands still on this node", "the election goes on"),
    /** A member counts others as members than this node does. */
    OTHER_MEMBERS(
        "members disagree about who is one, so this node neither stands nor leads until they agree",
        "its members agree");

    private final String meaning;
    private final String whenOver;

    Kind(String meaning, String whenOver) {
      this.meaning = meaning;
      this.whenOver = whenOver;
    }

    /** What it means for the node, in a few words. */
    public String meaning() {
      return meaning;
    }

    /** What is told when it is over. */
    public String whenOver() {
      return whenOver;
    }
  }

  /** What it means and why, in one line. */
  public String inWords() {
    return kind.meaning() + ": " + detail;
  }
}
