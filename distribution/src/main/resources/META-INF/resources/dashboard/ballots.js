/** Who voted for whom in each term, as the members' statuses show it. Knows nothing of what was before the page. */
export class Ballots {
  #knownTerm = null;
  #terms = new Map();

  /**
   * Takes a status in. Gives the ballot of its term if that began while the page was open, else null.
   *
   * @returns {{term: number, heard: Set<number>, votes: Map<number, number>, leader: ?number} | null}
   */
  note(status) {
    if (this.#knownTerm === null) {
      this.#knownTerm = status.term;
    }
    if (status.term <= this.#knownTerm) {
      return null;
    }
    const ballot = this.#ballot(status.term);
    ballot.heard.add(status.nodeId);
    if (status.votedFor !== null) {
      ballot.votes.set(status.nodeId, status.votedFor);
    }
    if (status.role === 'LEADER') {
      ballot.leader = status.nodeId;
    } else if (status.leaderId !== null) {
      ballot.leader ??= status.leaderId;
    }
    return ballot;
  }

  /** Takes everything up to this term as history, which is not shown again. */
  forgetUpTo(term) {
    this.#knownTerm = Math.max(this.#knownTerm ?? 0, term);
    this.#terms.clear();
  }

  #ballot(term) {
    if (!this.#terms.has(term)) {
      this.#terms.set(term, { term, heard: new Set(), votes: new Map(), leader: null });
    }
    return this.#terms.get(term);
  }
}
