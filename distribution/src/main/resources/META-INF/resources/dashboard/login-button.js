import { login } from './login.js';

/** Logs in or out; is there once a node has asked for it. */
export class LoginButton {
  #button;
  #wanted = false;

  constructor(button) {
    this.#button = button;
    button.addEventListener('click', () => (login.name === null ? login.ask() : login.logOut()));
  }

  update() {
    this.#wanted ||= login.reason !== null;
    this.#button.hidden = !this.#wanted;
    this.#button.textContent = login.name === null ? 'Log in' : `Log out ${login.name}`;
  }
}
