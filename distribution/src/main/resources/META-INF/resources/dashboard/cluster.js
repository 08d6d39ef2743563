/** An answer that is older says nothing about now. */
const FRESH_MS = 2_000;
/** A leader is taken at its word so long beyond its lease: an answer takes its time to get here. */
const LEASE_GRACE_MS = 750;
/** So many requests in a row without an answer, and the member is shown as silent. */
const SILENT_AFTER = 2;
/** Somebody else goes on hearing a member that this browser lost, and does not only remember it. */
const HEARD_LATER_MS = 2_000;

/** What is known of a member, and from whom. */
class Member {
  address = '';
  status = null;
  answeredAt = -Infinity;
  silences = 0;

  answers(now) {
    return this.status !== null && this.silences < SILENT_AFTER && now - this.answeredAt < this.#freshMs();
  }

  #freshMs() {
    const { isLeader, leaseRemainingMs } = this.status;
    return isLeader ? Math.min(FRESH_MS, leaseRemainingMs + LEASE_GRACE_MS) : FRESH_MS;
  }
}

/** What every member last said of itself, and what that makes of the cluster. Asks nobody. */
export class Cluster {
  #members = new Map();
  #clusterId = '';
  #longestLeaseMs = 1;
  #lastLeader = null;

  /** A member's own words. */
  answered(status, at) {
    this.#clusterId = status.clusterId;
    this.#longestLeaseMs = Math.max(this.#longestLeaseMs, status.leaseRemainingMs);
    for (const { id, address } of status.members) {
      this.#member(id).address = address;
    }
    Object.assign(this.#member(status.nodeId), { status, answeredAt: at, silences: 0 });
  }

  /** A member that answered before did not answer now. */
  silent(id) {
    this.#member(id).silences++;
  }

  /** Everything that the page shows, as of this moment. */
  view(now) {
    const ids = [...this.#members.keys()].sort((a, b) => a - b);
    const direct = ids.map((id) => this.#members.get(id)).filter((member) => member.answers(now));
    const witness = this.#witness(direct);
    const members = ids.map((id) => this.#viewOf(id, now, witness));
    const answering = members.filter((member) => member.sight !== 'silent').length;
    const leader = this.#leader(members, witness);
    this.#lastLeader = leader?.id ?? this.#lastLeader;
    return {
      clusterId: this.#clusterId,
      members,
      leader,
      // Who led before nobody did, and fell silent.
      fallen: leader === null ? this.#fallen(members) : null,
      term: Math.max(0, ...direct.map((member) => member.status.term)),
      majority: Math.floor(ids.length / 2) + 1,
      answering,
      longestLeaseMs: this.#longestLeaseMs,
    };
  }

  #fallen(members) {
    return members.find(({ id, sight }) => id === this.#lastLeader && sight === 'silent')?.id ?? null;
  }

  /** The one whose word is taken for members that this browser does not reach: the leader knows best. */
  #witness(direct) {
    const byRank = [...direct].sort((a, b) => rank(b.status) - rank(a.status));
    return byRank[0]?.status ?? null;
  }

  #viewOf(id, now, witness) {
    const member = this.#members.get(id);
    const seen = witness?.members.find((other) => other.id === id);
    if (member.answers(now)) {
      return { id, address: member.address, sight: 'direct', ...ownWords(member, now) };
    }
    const lost = member.status !== null;
    const heardAt = seen?.reachable && seen.lastContactMs !== null ? this.#heardAt(witness, seen) : null;
    const believed = !lost || (heardAt !== null && heardAt > member.answeredAt + HEARD_LATER_MS);
    const base = { id, address: member.address, role: null, term: null, votedFor: null, paused: false, impediment: null };
    if (believed && seen?.reachable) {
      return {
        ...base,
        sight: 'reported',
        reporter: witness.nodeId,
        leads: witness.leaderId === id,
        elected: false,
        heardAt: witness.isLeader ? heardAt : null,
        leaseMs: 0,
      };
    }
    return {
      ...base,
      sight: 'silent',
      leads: false,
      elected: false,
      heardAt: null,
      leaseMs: 0,
      silentForMs: lost ? now - member.answeredAt : null,
    };
  }

  #heardAt(witness, seen) {
    return this.#members.get(witness.nodeId).answeredAt - seen.lastContactMs;
  }

  #leader(members, witness) {
    const leading = members.filter((member) => member.leads);
    const own = leading.filter((member) => member.sight === 'direct').sort((a, b) => b.term - a.term);
    if (own.length > 0) {
      return { id: own[0].id, term: own[0].term, sight: 'direct' };
    }
    if (leading.length > 0) {
      return { id: leading[0].id, term: witness.term, sight: 'reported', reporter: witness.nodeId };
    }
    return null;
  }

  #member(id) {
    if (!this.#members.has(id)) {
      this.#members.set(id, new Member());
    }
    return this.#members.get(id);
  }
}

function rank(status) {
  return (status.isLeader ? 1e15 : 0) + status.term * 2 + (status.leaderId !== null ? 1 : 0);
}

function ownWords({ status, answeredAt }, now) {
  const leader = status.members.find(({ id, self }) => id === status.leaderId && !self);
  return {
    role: status.role,
    term: status.term,
    votedFor: status.votedFor,
    paused: status.paused,
    // Why it takes no part in elections; a node of an earlier version does not say.
    impediment: status.impediment?.detail ?? null,
    follows: status.role === 'FOLLOWER' ? status.leaderId : null,
    leads: status.isLeader,
    // Elected, but no majority has answered it yet.
    elected: status.role === 'LEADER' && !status.isLeader,
    leaseMs: Math.max(0, status.leaseRemainingMs - (now - answeredAt)),
    // When it heard its leader's heartbeat.
    heardAt: leader && leader.lastContactMs !== null ? answeredAt - leader.lastContactMs : null,
  };
}
