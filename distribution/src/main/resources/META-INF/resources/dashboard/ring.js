import { travel } from './motion.js';
import { label, layout, lineAt, rims } from './ring-layout.js';
import { look } from './roles.js';

const SVG = 'http://www.w3.org/2000/svg';
const CROWN = 'M-12 6 L-14 -6 L-6.5 -.5 L0 -9 L6.5 -.5 L14 -6 L12 6 Z';
const QUIET_AFTER_MS = 1_000;

/** Draws the members in a ring, the lease around the leader, and messages between them. */
export class Ring {
  #svg;
  #motion;
  #links;
  #messages;
  #nodes;
  #drawn = new Map();
  #layout = layout(600, 0);
  #view = null;

  constructor(svg, motion) {
    this.#svg = svg;
    this.#motion = motion;
    this.#links = add(svg, 'g', { class: 'links' });
    this.#nodes = add(svg, 'g', { class: 'nodes' });
    this.#messages = add(svg, 'g', { class: 'messages' });
    new ResizeObserver(() => this.#place()).observe(svg);
  }

  update(view, now) {
    this.#view = view;
    if (this.#drawn.size !== view.members.length || view.members.some(({ id }) => !this.#drawn.has(id))) {
      this.#links.replaceChildren();
      this.#nodes.replaceChildren();
      this.#drawn = new Map(view.members.map(({ id }) => [id, this.#create(id)]));
      this.#place();
    }
    this.#drawAll(now);
  }

  /** A message from one member to another. Where nothing may move, the line alone tells of heartbeats. */
  send(kind, from, to) {
    if (this.#motion.still && kind === 'heartbeat') {
      return;
    }
    const [a, b] = [this.#drawn.get(from)?.place, this.#drawn.get(to)?.place];
    if (a && b) {
      travel(this.#messages, kind, ...rims(a, b, this.#layout.radius + 8), this.#motion.still);
    }
  }

  /** Lets the lease drain from what is left of it; the next call fills it up again. */
  lease(id, leftMs, longestMs) {
    const drawn = this.#drawn.get(id);
    if (drawn === undefined) {
      return;
    }
    const share = this.#motion.still ? 1 : Math.min(1, leftMs / longestMs);
    const empty = this.#motion.still ? 0 : 100;
    const frames = [{ strokeDashoffset: 100 - share * 100 }, { strokeDashoffset: empty }];
    drawn.leaseAnimation?.cancel();
    drawn.leaseAnimation = drawn.lease.animate(frames, { duration: Math.max(1, leftMs) });
  }

  #create(id) {
    const link = add(this.#links, 'line', { class: 'link' });
    const group = add(this.#nodes, 'g', { class: 'node', 'data-id': id });
    add(group, 'circle', { class: 'lease-track' });
    const lease = add(group, 'circle', { class: 'lease', pathLength: 100, transform: 'rotate(-90)' });
    add(group, 'circle', { class: 'disc' });
    add(group, 'text', { class: 'id' }).textContent = id;
    add(group, 'path', { class: 'crown', d: CROWN });
    add(group, 'use', { class: 'asks', href: '#glyph-question', x: -12, y: -12, width: 24, height: 24 });
    const paused = add(group, 'g', { class: 'paused' });
    add(paused, 'circle', { r: 10 });
    add(paused, 'path', { d: 'M-3 -4v8M3 -4v8' });
    const words = add(group, 'g');
    const lines = ['role', 'detail', 'address'].map((name) => add(words, 'text', { class: name }));
    return { group, link, lease, words, lines, place: null, leaseAnimation: null };
  }

  #place() {
    const width = this.#svg.clientWidth;
    if (width === 0 || this.#view === null) {
      return;
    }
    const plan = layout(width, this.#drawn.size);
    if (plan.width !== this.#layout.width) {
      this.#messages.replaceChildren(); // They would go where nobody stands any more.
    }
    this.#layout = plan;
    this.#svg.setAttribute('viewBox', `0 0 ${plan.width} ${plan.height}`);
    this.#svg.setAttribute('height', plan.height);
    [...this.#drawn.values()].forEach((drawn, index) => {
      const { radius } = plan;
      drawn.place = plan.places[index];
      set(drawn.group, { transform: `translate(${drawn.place.x} ${drawn.place.y})` });
      drawn.group.querySelectorAll('.lease, .lease-track').forEach((arc) => set(arc, { r: radius + 7 }));
      set(drawn.group.querySelector('.disc'), { r: radius });
      set(drawn.group.querySelector('.crown'), { transform: `translate(0 ${-radius * 0.46}) scale(${radius / 36})` });
      for (const badge of drawn.group.querySelectorAll('.asks, .paused')) {
        set(badge, { transform: `translate(${radius * 0.85} ${-radius * 0.85})` });
      }
    });
    this.#drawAll(performance.now());
  }

  #drawAll(now) {
    for (const member of this.#view.members) {
      this.#drawMember(member);
    }
    this.#drawLinks(now);
  }

  #drawMember(member) {
    const drawn = this.#drawn.get(member.id);
    const { kind, name } = look(member);
    set(drawn.group, { 'data-kind': kind, 'data-paused': member.paused });
    const vote = member.votedFor === null ? 'no vote' : `voted for ${member.votedFor}`;
    const texts = [
      member.paused ? `${name}, paused` : name,
      member.term === null || this.#layout.lines === 1 ? '' : `term ${member.term} · ${vote}`,
      this.#layout.lines === 1 ? '' : short(member.address),
    ];
    let line = 0;
    drawn.lines.forEach((text, index) => {
      write(text, texts[index]);
      set(text, { y: lineAt(texts[index] === '' ? line : line++) });
    });
    const { x, y, anchor } = label(drawn.place?.side, this.#layout.radius, line);
    set(drawn.words, { transform: `translate(${x} ${y})`, 'text-anchor': anchor });
  }

  /** From the leader to each member; broken where no heartbeat was heard for a while. */
  #drawLinks(now) {
    const hub = this.#drawn.get(this.#view.leader?.id ?? this.#view.fallen);
    for (const member of this.#view.members) {
      const { link, place } = this.#drawn.get(member.id);
      const heard = member.heardAt !== null && now - member.heardAt < QUIET_AFTER_MS;
      link.toggleAttribute('hidden', !hub || hub.link === link || member.sight === 'silent');
      set(link, { 'data-heard': heard });
      if (hub?.place && place) {
        const [from, to] = rims(hub.place, place, this.#layout.radius + 4);
        set(link, { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
      }
    }
  }
}

/** A long host name without its domain; the table has all of it. */
function short(address) {
  const port = address.slice(address.lastIndexOf(':'));
  return address.length <= 21 ? address : `${address.split('.')[0].slice(0, 14)}…${port}`;
}

function add(parent, name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  set(element, attributes);
  parent.append(element);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, value);
    }
  }
}

function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
