import { explain } from './explain.js';

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

  /** Asks once for each leadership that is explained by hearsay. */
  ask(entries) {
    const open = entries.filter(({ term, hearsay }) => hearsay && !this.#asked.has(term));
    for (const leaderId of new Set(open.map((entry) => entry.leaderId))) {
      const history = this.#historyOf(leaderId);
      if (history !== null) {
        const terms = open.filter((entry) => entry.leaderId === leaderId).map(({ term }) => term);
        terms.forEach((term) => this.#asked.add(term));
        history.then((events) => this.#learn(events, leaderId, terms)).catch(() => {});
      }
    }
  }

  #learn(events, leaderId, terms) {
    for (const entry of explain(events, leaderId)) {
      if (terms.includes(entry.term) && entry.leaderId === leaderId && !entry.hearsay && entry.cause !== null) {
        this.byTerm.set(entry.term, entry.cause);
      }
    }
    this.#onFound();
  }
}
