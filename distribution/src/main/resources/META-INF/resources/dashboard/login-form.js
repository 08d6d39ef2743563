/** Asks a person for a name and a password, or a token. */
export class LoginForm {
  #dialog;
  #text;
  #name;
  #secret;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#text = dialog.querySelector('[data-part=reason]');
    this.#name = dialog.querySelector('[name=username]');
    this.#secret = dialog.querySelector('[name=password]');
    dialog.querySelector('[data-part=cancel]').addEventListener('click', () => dialog.close());
  }

  /** Gives name and secret, or null for no answer. The name stays for the next time, the secret does not. */
  async ask(reason) {
    await otherDialogs();
    this.#text.textContent = reason;
    this.#secret.value = '';
    this.#dialog.showModal();
    (this.#name.value === '' ? this.#name : this.#secret).focus();
    return new Promise((resolve) => {
      let answer = null;
      const submitted = () => {
        answer = { name: this.#name.value.trim(), secret: this.#secret.value };
      };
      this.#dialog.addEventListener('submit', submitted);
      this.#dialog.addEventListener(
        'close',
        () => {
          this.#dialog.removeEventListener('submit', submitted);
          this.#secret.value = '';
          resolve(answer);
        },
        { once: true },
      );
    });
  }
}

/** A question that stands there already is answered first. */
async function otherDialogs() {
  for (let open; (open = document.querySelector('dialog[open]')) !== null; ) {
    await new Promise((resolve) => open.addEventListener('close', resolve, { once: true }));
  }
}
