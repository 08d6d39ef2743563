/** Two answers give the time of one heartbeat up to a few milliseconds apart. */
const SAME_MS = 50;

/** Finds out who has heard a heartbeat of the leader since it was last asked. */
export class Heartbeats {
  #shown = new Map();

  /** The members that have. */
  heard({ leader, members }) {
    if (leader === null) {
      return [];
    }
    const ids = [];
    for (const { id, heardAt, follows = leader.id } of members) {
      if (id !== leader.id && follows === leader.id && heardAt !== null && heardAt > (this.#shown.get(id) ?? 0) + SAME_MS) {
        this.#shown.set(id, heardAt);
        ids.push(id);
      }
    }
    return ids;
  }
}
