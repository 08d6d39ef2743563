const LINE = 17;
const LABEL_WIDTH = 124;
/** From a member's rim to the edge, beyond its label. */
const MARGIN = 20;
const NARROW = 520;

/** Where the members stand, in CSS pixels: the SVG is as large as its viewBox, so that text stays readable. */
export function layout(width, count) {
  const narrow = width < NARROW;
  const radius = Math.max(18, Math.min(narrow ? 27 : 36, width / (count * (narrow ? 2 : 1.6))));
  const high = count === 1 ? 0 : count === 2 ? 40 : Math.max(narrow ? 220 : 270, count * 36);
  const beside = narrow ? LABEL_WIDTH / 2 - 8 : radius + 16 + LABEL_WIDTH;
  const wide = Math.max(0, Math.min(width - 2 * beside, high * (narrow ? 1.1 : 1.35)));
  const lines = narrow && count > 5 ? 1 : 3;
  const room = { above: lines * LINE + MARGIN, below: lines * LINE + MARGIN, left: MARGIN, right: MARGIN };
  const start = count === 2 ? Math.PI : -Math.PI / 2;
  const places = Array.from({ length: count }, (_, index) => {
    const angle = start + (2 * Math.PI * index) / count;
    const [across, down] = count === 1 ? [0, 0] : [Math.cos(angle), Math.sin(angle)];
    return { x: (width + across * wide) / 2, y: (down * high) / 2, side: sideOf(across, down, narrow) };
  });
  const top = Math.min(0, ...places.map(({ y, side }) => y - radius - (side === 'below' ? MARGIN : room[side])));
  const bottom = Math.max(0, ...places.map(({ y, side }) => y + radius + (side === 'above' ? MARGIN : room[side])));
  places.forEach((place) => (place.y -= top));
  return { width, height: bottom - top, radius, places, lines };
}

/** Labels stand outside of the ring, where no message travels. */
function sideOf(across, down, narrow) {
  if (!narrow && Math.abs(across) > 0.3) {
    return across > 0 ? 'right' : 'left';
  }
  return down < -0.01 ? 'above' : 'below';
}

/** The origin and the anchor of a label of so many lines. */
export function label(side, radius, lines) {
  const height = (lines - 1) * LINE;
  switch (side) {
    case 'right':
      return { x: radius + 18, y: 5 - height / 2, anchor: 'start' };
    case 'left':
      return { x: -radius - 18, y: 5 - height / 2, anchor: 'end' };
    case 'above':
      return { x: 0, y: -radius - 20 - height, anchor: 'middle' };
    default:
      return { x: 0, y: radius + 28, anchor: 'middle' };
  }
}

export const lineAt = (index) => index * LINE;

/** The points on the rims of two members between which a message travels. */
export function rims(from, to, radius) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const step = { x: ((to.x - from.x) / length) * radius, y: ((to.y - from.y) / length) * radius };
  return [
    { x: from.x + step.x, y: from.y + step.y },
    { x: to.x - step.x, y: to.y - step.y },
  ];
}
