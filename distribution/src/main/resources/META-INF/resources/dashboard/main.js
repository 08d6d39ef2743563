import { Ballots } from './ballots.js';
import { Cluster } from './cluster.js';
import { Connections } from './connections.js';
import { Feed, loadHistory } from './feed.js';
import { Heartbeats } from './heartbeats.js';
import { HistoryList } from './history-list.js';
import { LoginButton } from './login-button.js';
import { LoginForm } from './login-form.js';
import { login } from './login.js';
import { Members } from './members.js';
import { Motion } from './motion.js';
import { Notices } from './notices.js';
import { Page } from './page.js';
import { Ring } from './ring.js';
import { Story } from './story.js';

const ASK_MS = 250;
/** While nobody leads, so that votes are seen as they are given. */
const ASK_OFTEN_MS = 100;
const DRAW_MS = 250;
const HEARTBEATS_MS = 1_000;
/** What members say in the first moment was so before anybody looked. */
const SETTLED_MS = 1_500;
/** A page that was hidden waits for answers before it calls anybody silent. */
const CATCH_UP_MS = 500;

const at = (id) => document.getElementById(id);
const cluster = new Cluster();
const ballots = new Ballots();
const heartbeats = new Heartbeats();
const ring = new Ring(at('ring'), new Motion(at('motion')));
const history = new HistoryList(at('history'), at('history-source'), historyOf);
const notices = new Notices(at('notices'));
const page = new Page();
const loginButton = new LoginButton(at('login'));
let view = cluster.view(performance.now());
let told = null;
let drawnFrom = 0;
let newsFrom = performance.now() + SETTLED_MS;

const story = new Story({
  send: (kind, from, to) => ring.send(kind, from, to),
  show: (text) => {
    told = text;
    draw();
  },
  causeOf: (term) => history.causeOf(term),
});

const connections = new Connections({
  intervalMs: () => (view.leader === null ? ASK_OFTEN_MS : ASK_MS),
  onStatus: (status, when) => {
    cluster.answered(status, when);
    tellElection(status, when);
    draw();
    if (status.isLeader) {
      ring.lease(status.nodeId, status.leaseRemainingMs, view.longestLeaseMs);
    }
  },
  onSilence: (id) => {
    cluster.silent(id);
    draw();
  },
});

const feed = new Feed({
  onEvents: (events, nodeId) => {
    history.show(events, nodeId);
    connections.hurry();
  },
  onUnavailable: (nodeId) => history.unavailable(nodeId),
});

const members = new Members({
  body: at('rows'),
  outcome: at('outcome'),
  dialog: at('confirm'),
  base: baseOf,
  onDone: () => connections.hurry(),
});

login.connect(new LoginForm(at('login-dialog')), () => {
  loginButton.update();
  connections.hurry();
  draw();
});

function baseOf(id) {
  return connections.base(id, view.members.find((member) => member.id === id).address);
}

async function historyOf(id) {
  const member = view.members.find((candidate) => candidate.id === id);
  return member?.sight === 'direct' ? loadHistory(baseOf(id)) : [];
}

function draw() {
  const now = performance.now();
  if (document.hidden || now < drawnFrom) {
    return;
  }
  view = cluster.view(now);
  page.update(view, told);
  ring.update(view, now);
  members.update(view, now);
  listen();
  notices.update(view, connections.servedBy, feed.nodeId, baseOf);
  notices.login(login.reason !== null && login.name === null && view.answering === 0 ? login.reason : null);
}

function tellElection(status, when) {
  if (when < newsFrom) {
    ballots.forgetUpTo(status.term);
  }
  const ballot = ballots.note(status);
  if (ballot !== null) {
    story.follow(ballot, status.members.length, view.answering);
  }
}

/** Takes the history from the node that served this page; when that falls silent, from the leader or any other. */
function listen() {
  const direct = view.members.filter(({ sight }) => sight === 'direct').map(({ id }) => id);
  if (direct.length === 0 || direct.includes(feed.nodeId)) {
    return;
  }
  const next = [connections.servedBy, view.leader?.id].find((id) => direct.includes(id)) ?? direct[0];
  feed.follow(next, baseOf(next));
}

function beat() {
  if (!story.playing && !document.hidden) {
    heartbeats.heard(view).forEach((id) => ring.send('heartbeat', view.leader.id, id));
  }
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    drawnFrom = performance.now() + CATCH_UP_MS;
    newsFrom = performance.now() + SETTLED_MS;
    story.skip();
    connections.hurry();
  }
});
setInterval(draw, DRAW_MS);
setInterval(beat, HEARTBEATS_MS);
draw();
