import { openStream } from './http.js';

const RECONNECT_MS = 2_000;

/** The server-sent events at an address, connected to anew whenever they break off. Unlike the browser's own, it can log in. */
export class EventStream {
  #url;
  #heard;
  #ended = new AbortController();

  /**
   * @param heard onOpen at each connection; onEvent with name, id and data; onRefused once, when there is something else
   */
  constructor(url, heard) {
    this.#url = url;
    this.#heard = heard;
    this.#run();
  }

  close() {
    this.#ended.abort();
  }

  async #run() {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      try {
        const response = await openStream(this.#url, signal);
        if (signal.aborted) {
          return;
        }
        if (!response.ok || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
          response.body?.cancel();
          this.#heard.onRefused();
          return;
        }
        this.#heard.onOpen();
        await this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader());
      } catch {
        // Broken off, or closed here; which of them, the signal tells.
      }
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  }

  async #read(reader) {
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (text + value).split('\n\n');
      text = blocks.pop();
      blocks.forEach((block) => this.#tell(block));
    }
  }

  #tell(block) {
    if (this.#ended.signal.aborted) {
      return;
    }
    const fields = { event: 'message', id: '', data: '' };
    for (const line of block.split('\n')) {
      const [, name, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
      if (name !== undefined) {
        fields[name] = value;
      }
    }
    if (fields.data !== '') {
      this.#heard.onEvent(fields.event, fields.id, fields.data);
    }
  }
}
