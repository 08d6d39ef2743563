import { Causes } from './causes.js';
import { explain } from './explain.js';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** Shows what happened, the latest first. */
export class HistoryList {
  #list;
  #source;
  #causes;
  #events = [];
  #nodeId = null;
  #entries = [];

  /** @param historyOf promises a member's events; none if it cannot be asked */
  constructor(list, source, historyOf) {
    this.#list = list;
    this.#source = source;
    this.#causes = new Causes(historyOf, () => this.#draw());
  }

  show(events, nodeId) {
    this.#events = events;
    this.#nodeId = nodeId;
    this.#draw();
    this.#causes.ask(this.#entries);
  }

  #draw() {
    const nodeId = this.#nodeId;
    this.#entries = explain(this.#events, nodeId, this.#causes.byTerm);
    this.#source.textContent = `As node ${nodeId} saw it, the latest first.`;
    this.#list.replaceChildren(...this.#entries.toReversed().map(item));
  }

  unavailable(nodeId) {
    this.#events = [];
    this.#entries = [];
    this.#source.textContent = `Node ${nodeId} tells no history.`;
    this.#list.replaceChildren();
  }

  /** Why the leadership before this term ended; null if unknown. */
  causeOf(term) {
    return this.#entries.find((entry) => entry.term === term && entry.tone === 'good')?.cause ?? null;
  }
}

function item({ term, at, tone, leaderId, details }) {
  const element = document.createElement('li');
  element.dataset.tone = tone;
  const time = document.createElement('time');
  time.dateTime = at;
  time.textContent = TIME.format(new Date(at));
  const title = document.createElement('p');
  title.className = 'entry';
  const number = document.createElement('span');
  number.className = 'term-number';
  number.textContent = `Term ${term}`;
  title.append(number, ' ', leaderId === null ? 'Nobody leads' : `Node ${leaderId} leads`);
  element.append(time, title);
  for (const detail of details) {
    const line = document.createElement('p');
    line.className = 'muted';
    line.textContent = detail;
    element.append(line);
  }
  return element;
}
