import { Poller } from './poller.js';

/** Finds the members and keeps asking each: first the node that served this page, then those that it names. */
export class Connections {
  #origin = new URL('.', document.baseURI);
  #pollers = new Map();
  #servedBy = new Set();
  #options;

  /** @param options intervalMs, and onStatus and onSilence, which hear of each member */
  constructor(options) {
    this.#options = options;
    let id = null;
    const poller = this.#poller(this.#origin, {
      onAnswer: (status, at) => {
        id = status.nodeId;
        this.#servedBy.add(id);
        this.#found(status.members);
        this.#options.onStatus(status, at);
      },
      onSilence: () => this.#options.onSilence(id),
    });
    this.#pollers.set('origin', poller);
  }

  /** The node that served this page; null if not known, or if several do in turn behind one address. */
  get servedBy() {
    return this.#servedBy.size === 1 ? [...this.#servedBy][0] : null;
  }

  /** Where this member is asked. */
  base(id, address) {
    return id === this.servedBy ? this.#origin : new URL(`${location.protocol}//${address}/`);
  }

  hurry() {
    this.#pollers.forEach((poller) => poller.hurry());
  }

  #found(members) {
    for (const { id, address } of members) {
      if (!this.#servedBy.has(id) && !this.#pollers.has(id)) {
        const poller = this.#poller(this.base(id, address), {
          onAnswer: (status, at) => this.#options.onStatus(status, at),
          onSilence: () => this.#options.onSilence(id),
        });
        this.#pollers.set(id, poller);
      }
    }
  }

  #poller(base, heard) {
    return new Poller(base, { intervalMs: this.#options.intervalMs, ...heard });
  }
}
