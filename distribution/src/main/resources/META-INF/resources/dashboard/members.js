import { confirm } from './confirm.js';
import { look } from './roles.js';
import { steering } from './steering.js';
import { duration, node } from './words.js';

const JUST_NOW_MS = 1_000;

/** The members as a table: the ring in words, and the place to steer from. */
export class Members {
  #body;
  #outcome;
  #dialog;
  #base;
  #onDone;
  #rows = new Map();
  #busy = false;

  /**
   * @param base where a member can be asked, by its id
   * @param onDone called after something was done
   */
  constructor({ body, outcome, dialog, base, onDone }) {
    this.#body = body;
    this.#outcome = outcome;
    this.#dialog = dialog;
    this.#base = base;
    this.#onDone = onDone;
  }

  update(view, now) {
    if (this.#rows.size !== view.members.length || view.members.some(({ id }) => !this.#rows.has(id))) {
      this.#rows = new Map(view.members.map(({ id }) => [id, new Row(id, (action) => this.#act(action))]));
      this.#body.replaceChildren(...[...this.#rows.values()].map(({ element }) => element));
    }
    for (const member of view.members) {
      this.#rows.get(member.id).update(member, steering(member, view, this.#base), this.#base(member.id), now);
    }
  }

  async #act({ label, refusal, question, doing, run }) {
    if (this.#busy) {
      return;
    }
    if (refusal !== null) {
      this.#say('plain', `“${label}” is not possible: ${refusal}.`);
      return;
    }
    this.#busy = true;
    try {
      if (question === null || (await confirm(this.#dialog, question))) {
        this.#say('plain', doing);
        this.#say('good', await run());
      }
    } catch (failure) {
      this.#say('bad', failure.message);
    } finally {
      this.#busy = false;
      this.#onDone();
    }
  }

  #say(tone, text) {
    this.#outcome.dataset.tone = tone;
    this.#outcome.textContent = text;
  }
}

class Row {
  element = document.createElement('tr');
  #cells = {};
  #link = document.createElement('a');
  #impediment = document.createElement('span');
  #buttons;
  #reason = document.createElement('span');
  #actions = [];

  constructor(id, onAction) {
    this.element.dataset.id = id;
    const head = document.createElement('th');
    head.scope = 'row';
    // Stated, because a phone's layout would take the table's meaning away.
    head.role = 'rowheader';
    this.element.role = 'row';
    this.#impediment.className = 'impediment';
    head.append(`Node ${id} `, this.#link, this.#impediment);
    this.element.append(head);
    for (const [name, title] of [['role', 'Role'], ['term', 'Term'], ['vote', 'Vote'], ['life', 'Last sign of life']]) {
      const cell = document.createElement('td');
      cell.role = 'cell';
      cell.className = name;
      cell.dataset.title = title;
      cell.append(document.createElement('span'));
      this.#cells[name] = cell.firstChild;
      this.element.append(cell);
    }
    this.#buttons = ['transfer', 'pause'].map((kind, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.action = kind;
      button.addEventListener('click', () => onAction(this.#actions[index]));
      return button;
    });
    this.#reason.className = 'reason muted';
    this.#reason.id = `reason-${id}`;
    const steer = document.createElement('td');
    steer.role = 'cell';
    steer.className = 'steer';
    const content = document.createElement('div');
    content.append(...this.#buttons, this.#reason);
    steer.append(content);
    this.element.append(steer);
  }

  update(member, actions, base, now) {
    const { kind, name } = look(member);
    this.element.dataset.kind = kind;
    this.element.dataset.paused = member.paused;
    write(this.#link, member.address);
    if (this.#link.href !== String(base)) {
      this.#link.href = base;
    }
    write(this.#impediment, member.impediment === null ? '' : `Takes no part in elections: ${member.impediment}`);
    write(this.#cells.role, member.paused ? `${name}, paused` : name);
    write(this.#cells.term, member.term ?? '–');
    write(this.#cells.vote, member.term === null ? '–' : member.votedFor === null ? 'nobody' : node(member.votedFor));
    write(this.#cells.life, life(member, now));
    this.#actions = actions;
    actions.forEach(({ label, refusal }, index) => this.#updateButton(this.#buttons[index], member, label, refusal));
    write(this.#reason, [...new Set(actions.map(({ refusal }) => refusal).filter(Boolean))].join(', '));
  }

  #updateButton(button, member, label, refusal) {
    write(button, label);
    button.setAttribute('aria-label', `${label}: node ${member.id}`);
    button.setAttribute('aria-disabled', refusal !== null);
    if (refusal === null) {
      button.removeAttribute('aria-describedby');
    } else {
      button.setAttribute('aria-describedby', this.#reason.id);
    }
  }
}

/** When the member was last heard, and by whom. */
function life(member, now) {
  if (member.sight === 'silent') {
    return member.silentForMs === null ? 'none' : `none for ${duration(Math.max(1_000, member.silentForMs))}`;
  }
  if (member.leads && member.sight === 'direct') {
    return `lease for ${(member.leaseMs / 1000).toFixed(1)} s`;
  }
  const by = member.sight === 'reported' ? `heard by node ${member.reporter}` : 'heard';
  if (member.heardAt === null) {
    return member.sight === 'reported' ? by : 'no leader heard';
  }
  const ago = now - member.heardAt;
  return ago < JUST_NOW_MS ? `${by} just now` : `${by} ${duration(ago)} ago`;
}

function write(element, text) {
  if (element.textContent !== String(text)) {
    element.textContent = text;
  }
}
