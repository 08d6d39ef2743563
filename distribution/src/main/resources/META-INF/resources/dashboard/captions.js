import { node, nodes, sentence, verb } from './words.js';

/** The answer to "who leads?", in a few words. */
export function headline({ leader, members, answering, majority }) {
  if (leader !== null) {
    return { tone: 'good', text: `Node ${leader.id} leads` };
  }
  if (members.length === 0) {
    return { tone: 'plain', text: 'Asking the members…' };
  }
  return answering < majority
    ? { tone: 'bad', text: 'Nobody can lead' }
    : { tone: 'wait', text: 'Nobody leads yet' };
}

/** The facts beside the headline. */
export function summary({ leader, members, answering, term }) {
  if (members.length === 0) {
    return '';
  }
  const parts = [`${answering} of ${members.length} ${verb(members.length, 'member answers', 'members answer')}`];
  if (answering > 0) {
    parts.unshift(`Term ${leader?.term ?? term}`);
  }
  if (leader?.sight === 'reported') {
    parts.push(`as node ${leader.reporter} says`);
  }
  return parts.join(' · ');
}

/** What is going on, for somebody who never heard of elections among computers. */
export function caption(view) {
  if (view.members.length === 0) {
    return '';
  }
  return view.leader === null ? withoutLeader(view) : withLeader(view);
}

function withLeader({ leader, members, answering, majority }) {
  if (members.length === 1) {
    return `Node ${leader.id} leads. It is the only member, and so its own majority.`;
  }
  const silent = members.filter((member) => member.sight === 'silent').map((member) => member.id);
  if (silent.length > 0 && answering >= majority) {
    return (
      `${sentence(`${nodes(silent)} ${verb(silent.length, 'does', 'do')} not answer`)} ` +
      `Node ${leader.id} leads on, because ${answering} of ${members.length} are still a majority.`
    );
  }
  return (
    `Node ${leader.id} leads. Again and again it tells the others “I am still here”. ` +
    'While a majority answers, it may go on leading.'
  );
}

function withoutLeader({ members, answering, majority, fallen }) {
  if (answering === 0) {
    return 'No member answers this page.';
  }
  const direct = members.filter((member) => member.sight === 'direct');
  const standing = direct.filter((member) => member.role === 'PRE_CANDIDATE' || member.role === 'CANDIDATE');
  const ask = question(standing.map(({ id }) => id));
  if (answering < majority) {
    const few = `Only ${answering} of ${members.length} ${verb(answering, 'answers', 'answer')}`;
    return `${ask}${few}, and it takes ${majority} to elect. When another one is back, it goes on.`;
  }
  const elected = direct.find((member) => member.elected);
  if (elected !== undefined) {
    const then = 'It leads as soon as a majority has answered its first heartbeat.';
    return `Node ${elected.id} was elected for term ${elected.term}. ${then}`;
  }
  if (ask !== '') {
    return `${ask}Whoever gets the votes of ${majority} of ${members.length} leads.`;
  }
  if (direct.length > 0 && direct.every((member) => member.paused)) {
    return 'Every member that answers is paused, so nobody stands for election. Resume one.';
  }
  const cause = fallen === null ? '' : `${sentence(`${node(fallen)}, which led, no longer answers`)} `;
  const wait = 'The others wait for a heartbeat, each for a time drawn at random.';
  return `${cause}${wait} The first to lose patience asks for votes.`;
}

function question(ids) {
  return ids.length === 0 ? '' : `${sentence(`${nodes(ids)} ${verb(ids.length, 'asks', 'ask')}: would you vote for me?`)} `;
}
