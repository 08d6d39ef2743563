const SVG = 'http://www.w3.org/2000/svg';
const TRAVEL_MS = { heartbeat: 700, question: 1_500, vote: 1_500 };

/** Whether things may move: as the system wishes, until the person says otherwise. */
export class Motion {
  #button;
  #still;

  constructor(button) {
    this.#button = button;
    const wish = matchMedia('(prefers-reduced-motion: reduce)');
    this.#set(wish.matches);
    wish.addEventListener('change', () => this.#set(wish.matches));
    button.addEventListener('click', () => this.#set(!this.#still));
  }

  get still() {
    return this.#still;
  }

  #set(still) {
    this.#still = still;
    this.#button.setAttribute('aria-pressed', String(still));
    this.#button.textContent = still ? 'Motion is off' : 'Stop motion';
    document.documentElement.classList.toggle('still', still);
  }
}

/** Lets a message travel from one point to another in this layer, or stand between them where nothing may move. */
export function travel(layer, kind, from, to, still) {
  const message = document.createElementNS(SVG, 'g');
  message.setAttribute('class', `message message-${kind}`);
  message.append(kind === 'heartbeat' ? dot() : glyph(kind));
  layer.append(message);
  const at = ({ x, y }) => `translate(${x}px, ${y}px)`;
  const middle = { x: from.x + (to.x - from.x) * 0.6, y: from.y + (to.y - from.y) * 0.6 };
  const frames = still
    ? [{ transform: at(middle) }, { transform: at(middle) }]
    : [
        { transform: at(from), opacity: 0 },
        { transform: at(between(from, to, 0.12)), opacity: 1, offset: 0.12 },
        { transform: at(between(from, to, 0.88)), opacity: 1, offset: 0.88 },
        { transform: at(to), opacity: 0 },
      ];
  const animation = message.animate(frames, { duration: TRAVEL_MS[kind], easing: 'ease-in-out' });
  animation.finished.finally(() => message.remove()).catch(() => {});
}

function between(from, to, share) {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function dot() {
  const circle = document.createElementNS(SVG, 'circle');
  circle.setAttribute('class', 'movement-heartbeat');
  circle.setAttribute('r', 5);
  return circle;
}

function glyph(kind) {
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#glyph-${kind}`);
  for (const [name, value] of [['x', -12], ['y', -12], ['width', 24], ['height', 24]]) {
    use.setAttribute(name, value);
  }
  return use;
}
