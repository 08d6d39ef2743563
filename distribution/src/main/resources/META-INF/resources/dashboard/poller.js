import { getJson } from './http.js';

const TIMEOUT_MS = 1_500;
/** An address that never answered is most likely one that this browser cannot reach. */
const RETRY_UNKNOWN_MS = 2_000;
/** Nobody looks at a hidden page. */
const HIDDEN_MS = 15_000;

/** Asks one address for its status, again and again. */
export class Poller {
  #url;
  #intervalMs;
  #onAnswer;
  #onSilence;
  #answered = false;
  #stopped = false;
  #wake = () => {};

  /**
   * @param base where the node is, with a slash at its end
   * @param intervalMs called before each pause
   * @param onAnswer hears each status and when it came
   * @param onSilence hears that an address that once answered did not
   */
  constructor(base, { intervalMs, onAnswer, onSilence }) {
    this.#url = new URL('election', base);
    this.#intervalMs = intervalMs;
    this.#onAnswer = onAnswer;
    this.#onSilence = onSilence;
    this.#run();
  }

  /** Asks at once rather than after the pause. */
  hurry() {
    this.#wake();
  }

  stop() {
    this.#stopped = true;
    this.#wake();
  }

  async #run() {
    while (!this.#stopped) {
      await this.#ask();
      await this.#pause();
    }
  }

  async #ask() {
    let status;
    try {
      status = await getJson(this.#url, TIMEOUT_MS);
    } catch {
      if (this.#answered && !this.#stopped) {
        this.#onSilence();
      }
      return;
    }
    this.#answered = true;
    if (!this.#stopped) {
      this.#onAnswer(status, performance.now());
    }
  }

  #pause() {
    const ms = document.hidden ? HIDDEN_MS : this.#answered ? this.#intervalMs() : RETRY_UNKNOWN_MS;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
