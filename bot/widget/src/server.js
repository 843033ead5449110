// The assistant's web channel: a session, its messages, its history, its deletion.
import { memory, named } from './memory.js';

const LONGEST_WAIT = 45_000; // milliseconds; the server itself gives up after 30 seconds

export class Server {
  /** `base` is the channel's address, ending in a slash; `about` goes along with each message. */
  constructor(base, about = {}) {
    this.base = base;
    this.about = about;
    this.kept = named('token', about.office);
    this.token = memory.get(this.kept);
  }

  /** Return {messages, cursor, open}: what was said before, oldest first; behind which news come, and whether any may. */
  async history() {
    if (!this.token) return { messages: [] };
    try {
      return await this.#call('history', null);
    } catch (error) {
      if (error.status !== 401) throw error;
      this.#keep(null);
      return { messages: [] };
    }
  }

  /** Return {messages, cursor, open}: what nobody here asked for, such as an officer's words, behind a cursor. */
  news(cursor) {
    return this.#call(`news?after=${cursor}`, null);
  }

  /** Send {id, text | payload, language} and return the answers; the same id is never answered twice. */
  async send(message) {
    if (!this.token) await this.#open();
    const call = () => this.#call('message', { token: this.token, ...this.about, ...message });
    try {
      return (await call()).messages;
    } catch (error) {
      if (error.status !== 401) throw error;
      await this.#open();
      return (await call()).messages;
    }
  }

  /** Return what the office tells its citizens in a language; nothing where that cannot be had. */
  async notices(language) {
    const { office } = this.about;
    try {
      const answer = await fetch(`${this.base}office?lang=${language}${office ? `&office=${encodeURIComponent(office)}` : ''}`);
      return answer.ok ? ((await answer.json()).notices ?? []) : [];
    } catch {
      return [];
    }
  }

  /** Return what is to be read before the first question, in a language; empty where it cannot be had now. */
  async introduction(language) {
    const { office } = this.about;
    try {
      const answer = await fetch(`${this.base}introduction?lang=${language}${office ? `&office=${encodeURIComponent(office)}` : ''}`);
      return answer.ok ? ((await answer.json()).text ?? '') : '';
    } catch {
      return '';
    }
  }

  /** Say whether the answer to a question helped ("up", "down"), and why not; return whether that was kept. */
  async vote(id, vote, reason) {
    try {
      await this.#call('vote', { token: this.token, id, vote, reason });
      return true;
    } catch {
      return false;
    }
  }

  /** Delete the conversation on the server and forget it here; with `everything` those with a host's other offices, too. */
  async remove(everything) {
    for (const token of (everything ? memory.every('token') : [this.token]).filter(Boolean)) {
      await this.#call('delete', { token }).catch((error) => {
        if (error.status !== 401 || token === this.token) throw error; // another office's may be over long since
      });
    }
    this.#keep(null);
  }

  async #open() {
    this.#keep((await this.#call('session', {})).token);
  }

  #keep(token) {
    this.token = token;
    memory.set(this.kept, token ?? '');
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
    } catch (error) {
      if (!error.status && (await this.#isForbidden())) throw Object.assign(error, { notAllowed: true });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Say whether the assistant is there but does not answer this website: then its files load and its answers do not. */
  async #isForbidden() {
    if (new URL(this.base).origin === location.origin) return false;
    try {
      const { ok } = await fetch(`${this.base}widget.js`);
      if (ok) console.error(`The assistant at ${this.base} does not answer ${location.origin}: add it to WEB_ALLOWED_ORIGINS (docs/widget.md).`);
      return ok;
    } catch {
      return false;
    }
  }
}
