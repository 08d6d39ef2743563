/** How numbers and lists are put into words. */

export const node = (id) => `node ${id}`;

/** "node 3", "nodes 3 and 4", "nodes 3, 4 and 5". */
export function nodes(ids) {
  if (ids.length === 1) {
    return node(ids[0]);
  }
  return `nodes ${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}

export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.?!”]$/.test(text) ? '' : '.');

/** The verb's form for so many subjects: `verb(1, 'answers', 'answer')`. */
export const verb = (count, one, many) => (count === 1 ? one : many);

/** "412 ms", "1.3 s", "34 s", "5 min". */
export function duration(ms) {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  }
  return `${Math.round(ms / 60_000)} min`;
}
