import { node, nodes, sentence, verb } from './words.js';

/** Members answer at different moments: who has not said in time how it voted is told of later. */
const GATHER_MS = 2_000;
const QUESTION_MS = 2_600;
const VOTE_MS = 2_600;
const RESULT_MS = 3_200;

/**
 * Tells each election slowly, after the fact: in truth it takes a few milliseconds. Everything told was
 * read in the members' statuses: who voted for whom, and who leads.
 */
export class Story {
  #told = new Map();
  #scenes = [];
  #playing = false;
  #send;
  #show;
  #causeOf;

  /**
   * @param send lets a message move in the ring: (kind, from, to)
   * @param show shows a caption; null when there is nothing more to tell
   * @param causeOf why the leadership before this term ended, in words; null if unknown
   */
  constructor({ send, show, causeOf }) {
    this.#send = send;
    this.#show = show;
    this.#causeOf = causeOf;
  }

  get playing() {
    return this.#playing;
  }

  /** A ballot that has changed. It is told when all who answer have said how they voted. */
  follow(ballot, memberCount, answering) {
    let told = this.#told.get(ballot.term);
    if (told === undefined) {
      // Nobody waits for an old story while a new one unfolds.
      this.#scenes = this.#scenes.filter(({ term }) => term >= ballot.term);
      told = { asked: new Set(), voters: new Set(), leader: null, ready: false };
      this.#told.set(ballot.term, told);
      setTimeout(() => {
        told.ready = true;
        this.#tell(ballot, memberCount);
      }, GATHER_MS);
    }
    told.ready ||= ballot.heard.size >= answering;
    if (told.ready) {
      this.#tell(ballot, memberCount);
    }
  }

  /** Drops what waits to be told: nobody was looking. */
  skip() {
    this.#scenes = [];
  }

  #tell(ballot, memberCount) {
    const told = this.#told.get(ballot.term);
    for (const candidate of new Set(ballot.votes.values())) {
      const voters = [...ballot.votes]
        .filter(([voter, chosen]) => chosen === candidate && voter !== candidate && !told.voters.has(voter))
        .map(([voter]) => voter)
        .sort((a, b) => a - b);
      voters.forEach((voter) => told.voters.add(voter));
      if (!told.asked.has(candidate)) {
        told.asked.add(candidate);
        this.#enqueue(ballot.term, QUESTION_MS, () => this.#question(ballot, candidate, voters));
      }
      if (voters.length > 0) {
        this.#enqueue(ballot.term, VOTE_MS, () => this.#votes(ballot, candidate, voters));
      }
    }
    if (ballot.leader !== null && told.leader === null) {
      told.leader = ballot.leader;
      this.#enqueue(ballot.term, RESULT_MS, () => this.#result(ballot, memberCount));
    }
  }

  #question({ term }, candidate, voters) {
    const cause = this.#causeOf(term);
    this.#show(`${cause === null ? '' : `${sentence(cause)} `}Node ${candidate} asks the others: would you vote for me?`);
    voters.forEach((voter) => this.#send('question', candidate, voter));
  }

  #votes({ term }, candidate, voters) {
    const give = verb(voters.length, 'gives its', 'give their');
    const what = `${nodes(voters)} ${give} vote for term ${term} to ${node(candidate)}`;
    this.#show(`${sentence(what)} Nobody has a second one in this term.`);
    voters.forEach((voter) => this.#send('vote', voter, candidate));
  }

  #result({ term, votes, leader }, memberCount) {
    const count = [...votes.values()].filter((chosen) => chosen === leader).length;
    const counted = count > memberCount / 2 ? `With its own, it has ${count} of ${memberCount} votes, a majority. ` : '';
    this.#show(`${counted}Node ${leader} leads term ${term}.`);
  }

  #enqueue(term, ms, scene) {
    this.#scenes.push({ term, ms, scene });
    if (!this.#playing) {
      this.#play();
    }
  }

  async #play() {
    this.#playing = true;
    while (this.#scenes.length > 0) {
      const { scene, ms } = this.#scenes.shift();
      scene();
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    this.#playing = false;
    this.#show(null);
  }
}
