// The conversation: what is asked is kept until it is answered, sent once, in its order, and shown with its answer.
import { runs } from './foreign.js';
import { introduce } from './introduction.js';
import { keptOn } from './kept.js';
import { answered } from './later.js';
import { drafts, named } from './memory.js';
import { News } from './news.js';
import { spokenIn, summary } from './render.js';
import { Server } from './server.js';
import { faultWords, Turns } from './turns.js';
import { LANGUAGES, WORDS } from './words.js';

export class Talk {
  #unsent = []; // {id, text | payload, title, language}, oldest first
  #items = new Map(); // id -> the question's item in the list
  #introduced = true; // but for a conversation that begins here
  #again = null; // what to try again once the network is back

  /** `places` are elements: scroller, window, end, status, live; `onwait` is told whether an answer is under way. */
  constructor(base, about, language, places) {
    this.server = new Server(base, about);
    keptOn(base);
    this.news = new News(this.server, (messages) => this.#tell(messages));
    this.kept = named('unsent', this.server.about.office);
    this.language = language;
    this.places = places;
    this.turns = new Turns(places.scroller, places.window, places.end);
    this.waiting = false;
    this.started = false; // whether anything was said
    this.onwait = () => {};
    this.onanswer = () => {};
    addEventListener('online', () => this.#again?.());
    this.ready = this.#begin();
  }

  /** Ask {text} or press {payload, text: the button's title}; false while an answer is under way. */
  async ask({ text, payload }) {
    await this.ready;
    if (this.waiting || !text.trim()) return false;
    this.started = true;
    const message = { id: newId(), ...(payload ? { payload } : { text }), title: text.trim(), language: this.language };
    this.#items.set(message.id, this.turns.question(message.title, this.language));
    this.#keep([...this.#unsent, message]);
    await this.#deliver();
    return true;
  }

  async setLanguage(language) {
    await this.ready;
    this.language = language;
    if (this.started) await this.ask({ text: LANGUAGES[language], payload: `/change_language{"language":"${language}"}` });
    else this.#welcome();
  }

  /** Delete the conversation on the server and here; with `everything` those with a host's other offices, too. */
  async remove(everything) {
    await this.server.remove(everything);
    this.news.from({});
    this.#keep([]);
    this.started = false;
    this.places.live.replaceChildren();
    this.#welcome();
  }

  /** Send first what an earlier page left unanswered: the server tells by its id whether it had it already. */
  async #begin() {
    try {
      this.#keep(JSON.parse(drafts.get(this.kept)) ?? []);
    } catch {
      this.#keep([]);
    }
    if (this.#unsent.length) this.turns.wait();
    try {
      while (this.#unsent.length) await this.#send(this.#unsent[0]);
    } catch {
      // It is shown and tried again below.
    }
    await this.#restore();
  }

  /** Show the conversation that the server remembers, or a welcome; then what is still unsent. */
  async #restore() {
    this.#again = null;
    try {
      const { messages: said, ...behind } = await this.server.history();
      this.news.from(behind);
      this.started = said.length + this.#unsent.length > 0;
      if (said.length) await answered();
      this.turns.clear();
      if (!said.length) this.#welcome();
      const items = said.map((message) => this.#recall(message));
      const asked = said.map((message) => message.role).lastIndexOf('user');
      const last = said.slice(asked + 1);
      this.turns.offer(last, this.language);
      if (last.some(isUnasked) || asked < 0) this.turns.toEnd();
      else this.turns.show(items[asked]);
    } catch (error) {
      this.#fail(error.notAllowed ? error : { status: error.status, words: WORDS[this.language].noHistory }, () => this.#restore());
      return;
    }
    for (const message of this.#unsent) this.#items.set(message.id, this.turns.question(message.title, this.language));
    if (this.#unsent.length) this.#fail({}, () => this.#deliver());
  }

  #recall(message) {
    return message.role === 'user' ? this.turns.question(message.text, this.language) : this.turns.answer(message, this.language);
  }

  #welcome() {
    const words = WORDS[this.language];
    this.turns.clear();
    this.turns.answer({ text: words.welcome }, this.language);
    this.turns.offer([{ buttons: words.examples.map((title) => ({ title })) }], this.language);
    this.turns.toStart();
    this.#introduce();
  }

  /** Tell who speaks and what is kept, once a conversation; asked for again where it could not be had. */
  async #introduce() {
    const { language } = this;
    const text = await this.server.introduction(language);
    if (text && language === this.language) introduce(this.turns.list, text, language);
    this.#introduced = Boolean(text);
  }

  async #deliver() {
    if (this.waiting) return;
    this.#again = null;
    this.#wait(true);
    try {
      while (this.#unsent.length) {
        this.turns.wait();
        const [message] = this.#unsent;
        this.#show(message, await this.#send(message));
      }
    } catch (error) {
      this.#fail(error, () => this.#deliver());
    } finally {
      this.#wait(false);
    }
  }

  async #send(message) {
    const { title: _, ...sent } = message;
    const answers = await this.server.send(sent);
    this.#keep(this.#unsent.filter((one) => one.id !== message.id));
    await answered();
    return answers;
  }

  #show({ id, title }, answers) {
    const asked = this.#items.get(id);
    this.turns.settle();
    let after = asked;
    for (const message of answers) after = this.turns.answer(message, this.language, after, title, id);
    this.turns.offer(answers, this.language);
    this.turns.show(asked);
    if (!this.#introduced) this.#introduce();
    this.#speak(answers);
    this.onanswer(answers, title);
    if (answers.some(({ custom }) => custom?.status === 'handover')) this.news.watch();
  }

  /** Show what came without a question, and say it. */
  #tell(messages) {
    for (const message of messages) this.turns.answer(message, this.language);
    this.turns.toEnd(true);
    this.#speak(messages);
  }

  /** Say the lead of an answer, and what else there is; not everything. */
  #speak(answers) {
    this.places.live.replaceChildren(
      ...answers.map((message) => {
        const line = document.createElement('p');
        line.lang = spokenIn(message, this.language);
        line.innerHTML = runs(summary(message, this.language), line.lang);
        return line;
      }),
    );
  }

  #fail(error, again) {
    this.#again = again;
    const words = error.words ?? faultWords(error, this.language);
    this.turns.fail(words, this.language, again, error.notAllowed ? this.server.base : null);
    this.places.live.textContent = words;
  }

  #wait(waiting) {
    this.waiting = waiting;
    this.places.status.textContent = waiting ? WORDS[this.language].waiting : '';
    this.onwait(waiting);
  }

  #keep(unsent) {
    this.#unsent = unsent;
    drafts.set(this.kept, JSON.stringify(unsent));
  }
}

/** Say whether a message came without a question: an officer's. */
function isUnasked({ custom }) {
  return custom?.status === 'officer';
}

/** Return a random id; crypto.randomUUID is missing on pages without HTTPS. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
