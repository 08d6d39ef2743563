import { postJson } from './http.js';
import { node, sentence } from './words.js';

const TIMEOUT_MS = 15_000;

/** What can be done with a member, and if not, why not. Each: label, refusal (or null), question (or null), run. */
export function steering(member, view, base) {
  return member.sight === 'direct'
    ? [handOver(member, view, base), member.paused ? resume(member, base) : pause(member, base)]
    : [refused('Make leader', unreached(member)), refused('Pause', unreached(member))];
}

function handOver(member, view, base) {
  return member.leads ? toTheBest(member, view, base) : to(member, view, base);
}

function toTheBest(member, view, base) {
  const others = view.members.filter((other) => other.id !== member.id && other.sight !== 'silent' && !other.paused);
  return {
    label: 'Hand over',
    refusal: others.length > 0 ? null : 'there is nobody to hand over to',
    question: {
      title: `Hand over from ${node(member.id)}?`,
      text: `Node ${member.id} stops its work as the leader, then tells the best of the others to stand for election at once.`,
      yes: 'Hand over',
    },
    doing: `Node ${member.id} hands over…`,
    run: () => transfer(base(member.id), {}),
  };
}

function to(member, view, base) {
  const { leader } = view;
  const refusal =
    leader === null
      ? 'no leader to hand over'
      : leader.sight !== 'direct'
        ? `${node(leader.id)} leads and is not reached from here`
        : member.paused
          ? 'it is paused'
          : null;
  return {
    label: 'Make leader',
    refusal,
    question: refusal === null && {
      title: `Make ${node(member.id)} the leader?`,
      text: `Node ${leader.id} stops its work as the leader, then tells node ${member.id} to stand for election at once.`,
      yes: 'Make leader',
    },
    doing: refusal === null && `Node ${leader.id} hands over to node ${member.id}…`,
    run: () => transfer(base(leader.id), { to: member.id }),
  };
}

async function transfer(base, body) {
  try {
    const { leaderId, term } = await postJson(new URL('election/transfer', base), body, TIMEOUT_MS);
    return `Node ${leaderId} leads now, in term ${term}.`;
  } catch (failure) {
    throw new Error(`Not handed over: ${sentence(failure.message)}`);
  }
}

function pause(member, base) {
  const effect = member.leads ? 'It goes on leading, but once it no longer leads it' : 'It still votes, but it';
  return {
    label: 'Pause',
    refusal: null,
    question: {
      title: `Pause ${node(member.id)}?`,
      text: `${effect} will not stand for election until it is resumed.`,
      yes: 'Pause',
    },
    doing: `Pausing node ${member.id}…`,
    run: () => setPaused(member.id, base, 'pause', 'is paused: it will not stand for election'),
  };
}

function resume(member, base) {
  return {
    label: 'Resume',
    refusal: null,
    question: null,
    doing: `Resuming node ${member.id}…`,
    run: () => setPaused(member.id, base, 'resume', 'may stand for election again'),
  };
}

async function setPaused(id, base, command, effect) {
  try {
    await postJson(new URL(`election/${command}`, base(id)), {}, TIMEOUT_MS);
    return `Node ${id} ${effect}.`;
  } catch (failure) {
    throw new Error(`Node ${id} did not ${command}: ${sentence(failure.message)}`);
  }
}

const unreached = (member) => (member.sight === 'silent' ? 'it does not answer' : 'not reached from here');

const refused = (label, refusal) => ({ label, refusal, question: null, doing: null, run: null });
