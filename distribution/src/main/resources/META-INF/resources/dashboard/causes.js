import { explain } from './explain.js';

const ATTEMPTS = 5;
const RETRY_MS = 1_000;

/**
 * Why leaders were lost, as the members say that took over. They stood first, so they know: the others often
 * learned no more than that a new term had begun.
 */
export class Causes {
  #historyOf;
  #onFound;
  #asked = new Set();

  /** By term: why the leadership before it ended. */
  byTerm = new Map();

  constructor(historyOf, onFound) {
    this.#historyOf = historyOf;
    this.#onFound = onFound;
  }

  /** Asks about each leadership that is explained by hearsay. */
  ask(entries) {
    const open = entries.filter(({ term, hearsay }) => hearsay && !this.#asked.has(term));
    for (const leaderId of new Set(open.map((entry) => entry.leaderId))) {
      const terms = open.filter((entry) => entry.leaderId === leaderId).map(({ term }) => term);
      terms.forEach((term) => this.#asked.add(term));
      this.#askLeader(leaderId, terms);
    }
  }

  async #askLeader(leaderId, terms) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const events = await this.#historyOf(leaderId).catch(() => []);
      const entries = explain(events, leaderId).filter((entry) => terms.includes(entry.term) && entry.leaderId === leaderId);
      if (entries.length > 0) {
        this.#learn(entries);
        return;
      }
      // It may write its own election down a moment after the others have heard of it.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  #learn(entries) {
    for (const { term, cause, hearsay } of entries) {
      if (!hearsay && cause !== null) {
        this.byTerm.set(term, cause);
      }
    }
    this.#onFound();
  }
}
