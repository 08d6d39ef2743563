import { sentence } from './words.js';

/** Says above everything what is unusual about this page's own connections. */
export class Notices {
  #place;
  #shown = new Map();

  constructor(place) {
    this.#place = place;
  }

  /**
   * @param servedBy the node that served this page, or null
   * @param historyOf the node whose history is shown, or null
   * @param base where a member is asked, by its id
   */
  update(view, servedBy, historyOf, base) {
    const served = view.members.find(({ id }) => id === servedBy);
    this.#set('serving', lostServer(view, served, historyOf, base));
    this.#set('reach', unreachedMembers(view, served));
  }

  /** @param reason why somebody has to log in before anything is to be seen; null if not */
  login(reason) {
    this.#set('login', reason && { text: `Nothing is to be seen here yet. ${sentence(reason)}` });
  }

  #set(kind, notice) {
    const key = notice && `${notice.text} ${notice.link?.href}`;
    if (this.#shown.get(kind)?.key === (key ?? undefined)) {
      return;
    }
    this.#shown.get(kind)?.element.remove();
    this.#shown.delete(kind);
    if (notice) {
      const element = draw(kind, notice);
      this.#place.append(element);
      this.#shown.set(kind, { key, element });
    }
  }
}

function lostServer(view, served, historyOf, base) {
  const next = view.members.find(({ id, sight }) => sight === 'direct' && id === historyOf);
  if (served?.sight !== 'silent' || next === undefined) {
    return null;
  }
  return {
    text: `Node ${served.id}, which served this page, does not answer. The page goes on with node ${next.id} and the others.`,
    link: { href: base(next.id), text: `Open it from node ${next.id}` },
  };
}

function unreachedMembers(view, served) {
  const reported = view.members.filter(({ sight }) => sight === 'reported');
  const others = view.members.filter((member) => member !== served);
  if (served?.sight !== 'direct' || reported.length === 0 || others.some(({ sight }) => sight === 'direct')) {
    return null;
  }
  return {
    text: `This browser reaches node ${served.id} only. The others are shown as it sees them.`,
    link:
      served.address === location.host
        ? undefined
        : { href: `${location.protocol}//${served.address}/`, text: `Try ${served.address}, its address in the cluster` },
  };
}

function draw(kind, { text, link }) {
  const element = document.createElement('p');
  element.className = 'notice';
  element.dataset.notice = kind;
  element.append(text);
  if (link) {
    const anchor = document.createElement('a');
    anchor.href = link.href;
    anchor.textContent = link.text;
    element.append(' ', anchor);
  }
  return element;
}
