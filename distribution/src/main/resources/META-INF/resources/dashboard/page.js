import { caption, headline, summary } from './captions.js';

/** The words above and below the ring, and the page's title. */
export class Page {
  #headline = document.getElementById('headline');
  #summary = document.getElementById('summary');
  #caption = document.getElementById('caption');
  #replay = document.getElementById('replay');
  #cluster = document.getElementById('cluster');

  /** @param told what is being told of an election; null if nothing is */
  update(view, told) {
    const { text, tone } = headline(view);
    write(this.#headline, text);
    this.#headline.dataset.tone = tone;
    write(this.#summary, summary(view));
    write(this.#caption, told ?? caption(view));
    this.#replay.hidden = told === null;
    write(this.#cluster, view.clusterId === '' ? '' : `cluster ${view.clusterId}`);
    document.title = view.members.length === 0 ? 'Election' : `${text} – Election`;
  }
}

// What is read aloud on change is written on change only.
function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
