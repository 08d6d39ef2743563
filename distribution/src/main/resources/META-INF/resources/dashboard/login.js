/** As whom nodes are asked. It is kept in memory alone: a page that is loaded anew asks again. */
class Login {
  #form = null;
  #onChange = () => {};
  #name = null;
  #authorization = null;
  #reason = null;
  #declined = false;
  #asking = null;

  /**
   * @param form asks a person
   * @param onChange called when somebody has logged in or out, or is to log in
   */
  connect(form, onChange) {
    this.#form = form;
    this.#onChange = onChange;
  }

  /** Who is logged in; null if nobody is. */
  get name() {
    return this.#name;
  }

  /** Why somebody has to log in; null if nobody has to, as far as is known. */
  get reason() {
    return this.#reason;
  }

  /** The header of a request; null if nobody is logged in. */
  get authorization() {
    return this.#authorization;
  }

  /**
   * A node refused a request for who asked. Gives whether it may be accepted now.
   *
   * @param authorization what the request had
   * @param reason in a node's words
   * @param urgent whether a person waits for it, and is asked even if he did not want to be before
   */
  async refused(authorization, reason, urgent) {
    if (authorization !== this.#authorization) {
      return true; // Somebody has logged in meanwhile.
    }
    if (authorization !== null) {
      this.#set(null, null);
    }
    if (reason !== this.#reason) {
      this.#reason = reason;
      this.#onChange();
    }
    return urgent || !this.#declined ? this.ask() : false;
  }

  /** Asks a person, once at a time, and gives whether somebody has logged in. */
  ask() {
    this.#asking ??= this.#form.ask(this.#reason ?? '').then((answer) => {
      this.#asking = null;
      this.#declined = answer === null;
      if (answer !== null) {
        this.#set(answer.name, answer.secret);
      }
      return answer !== null;
    });
    return this.#asking;
  }

  logOut() {
    this.#declined = true;
    this.#set(null, null);
  }

  #set(name, secret) {
    this.#name = secret === null ? null : name || 'with a token';
    this.#authorization = secret === null ? null : name ? `Basic ${base64(`${name}:${secret}`)}` : `Bearer ${secret}`;
    this.#onChange();
  }
}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

export const login = new Login();
