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
    .replace(HEARSAY, '$1 went on to $2')
    .replace(STARTED, 'this node started')
    .replace('this node', node(nodeId));
}

const STARTED = 'the node started';
/** Who voted for somebody else has often learned no more than this. */
const HEARSAY = /^(node \d+) is in (term \d+)$/;

/**
 * Puts one node's events into plain words, oldest first: one entry for each leadership, and one for its end
 * while nobody has taken over. An entry is hearsay if this node does not know why the leader before was lost.
 *
 * @param causes by term, why the leader before was lost, where somebody else knows better
 * @returns {{term: number, at: string, tone: string, leaderId: ?number, details: string[], cause: ?string, hearsay: boolean}[]}
 */
export function explain(events, nodeId, causes = new Map()) {
  const told = new Telling(nodeId, causes);
  for (const event of events) {
    told.take(event);
  }
  return told.finish();
}

class Telling {
  #nodeId;
  #causes;
  #entries = [];
  #led = null;
  #end = null;
  #lastTerm = null;

  constructor(nodeId, causes) {
    this.#nodeId = nodeId;
    this.#causes = causes;
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
      this.#entries.push({ term, at, tone: 'bad', leaderId: null, details: [sentence(cause)], cause, hearsay: false });
    }
    return this.#entries;
  }

  #begins({ term, leaderId, reason, at, event }) {
    const id = leaderId ?? this.#nodeId;
    if (this.#end === null && this.#led?.id === id && this.#led.term === term) {
      return; // The same told twice: of every leader, and of this node's own leadership.
    }
    const hearsay = this.#end?.hearsay ?? false;
    const better = hearsay ? this.#causes.get(term) : undefined;
    const cause = better ?? this.#end?.cause ?? (event === 'leader-changed' ? plain(reason, this.#nodeId) : null);
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
    this.#entries.push({ term, at, tone: 'good', leaderId: id, details, cause, hearsay });
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
    this.#end = { term, at: this.#end?.at ?? at, cause, began: reason === STARTED, hearsay: HEARSAY.test(reason) };
    this.#led = null;
  }
}

function skipped(first, last) {
  return first === last ? `Term ${first} chose nobody.` : `Terms ${first} to ${last} chose nobody.`;
}
