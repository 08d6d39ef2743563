import { EventStream } from './event-stream.js';
import { getJson } from './http.js';

const KINDS = ['leader-changed', 'leader-lost', 'leadership-acquired', 'leadership-lost'];
const TIMEOUT_MS = 3_000;
const RETRY_MS = 5_000;

/** All events that a node remembers, oldest first. */
export const loadHistory = (base) => getJson(new URL('election/history', base), TIMEOUT_MS);

/** One node's history: loaded, then kept up by its events. */
export class Feed {
  #onEvents;
  #onUnavailable;
  #nodeId = null;
  #source = null;
  #retry = null;
  #events = [];
  #loaded = false;

  /**
   * @param onEvents hears all events, oldest first, whenever there is a new one, and whose they are
   * @param onUnavailable hears that this node offers none
   */
  constructor({ onEvents, onUnavailable }) {
    this.#onEvents = onEvents;
    this.#onUnavailable = onUnavailable;
  }

  get nodeId() {
    return this.#nodeId;
  }

  /** Listens to this node from now on, and to no other. */
  follow(nodeId, base) {
    this.#close();
    this.#nodeId = nodeId;
    const source = new EventStream(new URL('election/events', base), {
      onOpen: () => {
        this.#events = []; // After a restart of the node, its numbers begin anew.
        this.#load(source, base);
      },
      onEvent: (kind, id, data) => {
        if (KINDS.includes(kind)) {
          this.#add({ id, event: kind, ...JSON.parse(data) });
        }
      },
      onRefused: () => {
        this.#onUnavailable(nodeId);
        this.#retry = setTimeout(() => this.follow(nodeId, base), RETRY_MS);
      },
    });
    this.#source = source;
  }

  #close() {
    this.#source?.close();
    clearTimeout(this.#retry);
    this.#events = [];
    this.#loaded = false;
  }

  async #load(source, base) {
    const history = await loadHistory(base).catch(() => []);
    if (source === this.#source) {
      const key = ({ id, event }) => `${id} ${event}`;
      const known = new Set(history.map(key));
      this.#events = [...history, ...this.#events.filter((event) => !known.has(key(event)))];
      this.#loaded = true;
      this.#tell();
    }
  }

  #add(event) {
    if (!this.#events.some(({ id, event: kind }) => id === event.id && kind === event.event)) {
      this.#events.push(event);
      this.#tell();
    }
  }

  // The latest event alone would look as if nothing had been before it.
  #tell() {
    if (this.#loaded) {
      this.#onEvents(this.#events, this.#nodeId);
    }
  }
}
