// The assistant's web channel: a session, its messages, its history, its deletion.

const STORED = 'id-card-assistant';
const LONGEST_WAIT = 45_000; // milliseconds; the server itself gives up after 30 seconds

/** What this browser remembers; nothing where the website forbids it. */
export const memory = {
  get(name) {
    try {
      return localStorage.getItem(`${STORED}-${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`${STORED}-${name}`, value);
    } catch {
      // A private window: the conversation lasts as long as the page.
    }
  },
};

export class Server {
  /** `base` is the channel's address, ending in a slash. */
  constructor(base) {
    this.base = base;
    this.token = memory.get('token');
  }

  /** Return what was said before, oldest first. */
  async history() {
    if (!this.token) return [];
    try {
      return (await this.#call('history', null)).messages;
    } catch (error) {
      if (error.status !== 401) throw error;
      this.#keep(null);
      return [];
    }
  }

  /** Send {id, text | payload, language} and return the answers; the same id is never answered twice. */
  async send(message) {
    if (!this.token) await this.#open();
    try {
      return (await this.#call('message', { token: this.token, ...message })).messages;
    } catch (error) {
      if (error.status !== 401) throw error;
      await this.#open();
      return (await this.#call('message', { token: this.token, ...message })).messages;
    }
  }

  /** Delete the conversation on the server and forget it here. */
  async remove() {
    if (this.token) await this.#call('delete', { token: this.token });
    this.#keep(null);
  }

  async #open() {
    this.#keep((await this.#call('session', {})).token);
  }

  #keep(token) {
    this.token = token;
    memory.set('token', token ?? '');
  }

  async #call(path, body) {
    const request = body
      ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
      : { headers: { Authorization: `Bearer ${this.token}` } };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), LONGEST_WAIT);
    try {
      const answer = await fetch(this.base + path, { ...request, signal: stop.signal, cache: 'no-store' });
      if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status });
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }
}
