import { duration, node, sentence } from './words.js';

const REASONS = {
  HIGHER_TERM: 'a later term began',
  LOST_MAJORITY: 'it no longer reached a majority',
  TRANSFERRED: 'it handed over',
  RESIGNED: 'it resigned',
  STORE_FAILED: 'its store failed',
  SUSPENDED: 'it was suspended',
  STOPPED: 'it was stopped',
};

/** A node's own reason, for people who do not know the field's words, and with its number for "this node". */
function plain(reason, nodeId) {
  return reason
    .replace(/^this node stepped down, (\w+)$/, (_, name) => `this node no longer leads: ${REASONS[name] ?? name}`)
    .replace(/^(node \d+) is in (term \d+)$/, '$1 went on to $2')
    .replace(STARTED, 'this node started')
    .replace('this node', node(nodeId));
}

const STARTED = 'the node started';

/**
 * Puts one node's events into plain words, oldest first: one entry for each leadership, and one for its end
 * while nobody has taken over.
 *
 * @returns {{term: number, at: string, tone: string, text: string, details: string[], cause: ?string}[]}
 */
export function explain(events, nodeId) {
  const told = new Telling(nodeId);
  for (const event of events) {
    told.take(event);
  }
  return told.finish();
}

class Telling {
  #nodeId;
  #entries = [];
  #led = null;
  #end = null;
  #lastTerm = null;

  constructor(nodeId) {
    this.#nodeId = nodeId;
  }

  take(event) {
    switch (event.event) {
      case 'leader-changed':
      case 'leadership-acquired':
        return this.#begins(event);
      case 'leader-lost':
      case 'leadership-lost':
        return this.#ends(event);
      default: // An event of a later version.
    }
  }

  finish() {
    if (this.#end !== null) {
      const { term, at, cause } = this.#end;
      this.#entries.push({ term, at, tone: 'bad', text: 'Nobody leads', details: [sentence(cause)], cause });
    }
    return this.#entries;
  }

  #begins({ term, leaderId, reason, at, event }) {
    const id = leaderId ?? this.#nodeId;
    if (this.#end === null && this.#led?.id === id && this.#led.term === term) {
      return; // The same told twice: of every leader, and of this node's own leadership.
    }
    const cause = this.#end?.cause ?? (event === 'leader-changed' ? plain(reason, this.#nodeId) : null);
    const details = [];
    if (cause) {
      details.push(sentence(cause));
    }
    const gapMs = this.#end === null || this.#end.began ? 0 : Date.parse(at) - Date.parse(this.#end.at);
    if (gapMs > 0) {
      details.push(`The next leader was known ${duration(gapMs)} later.`);
    }
    if (this.#lastTerm !== null && term > this.#lastTerm + 1) {
      details.push(skipped(this.#lastTerm + 1, term - 1));
    }
    this.#entries.push({ term, at, tone: 'good', text: `Node ${id} leads`, details, cause });
    this.#led = { id, term };
    this.#lastTerm = term;
    this.#end = null;
  }

  #ends({ term, reason, at, event }) {
    if (this.#led !== null && term < this.#led.term) {
      return; // Told late: somebody else leads already.
    }
    const own = event === 'leadership-lost';
    // The end of this node's own leadership is told twice, the second time with the better reason.
    if (own && this.#end !== null) {
      return;
    }
    const cause = plain(own ? `this node stepped down, ${reason}` : reason, this.#nodeId);
    // A node that has just started does not know who led until then.
    this.#end = { term, at: this.#end?.at ?? at, cause, began: reason === STARTED };
    this.#led = null;
  }
}

function skipped(first, last) {
  return first === last ? `Term ${first} chose nobody.` : `Terms ${first} to ${last} chose nobody.`;
}
