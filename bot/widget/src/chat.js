// The chat window: its bar, its form, and the conversation between them.
import css from './chat.css';
import turnsCss from './turns.css';
import { servedFrom } from './host.js';
import { inline } from './inline.js';
import { answered, laterFrom } from './later.js';
import { drafts, memory, named } from './memory.js';
import { Talk } from './talk.js';
import { hush, use } from './tools.js';
import { LANGUAGES, WORDS } from './words.js';

const MOST_CHARACTERS = 10_000; // what the field takes; the assistant says so above 2,000
const SIZES = [1, 1.25, 1.5, 2]; // of the text, times the reader's own
const SMALL = matchMedia('(max-width: 30em), (max-height: 30em)'); // a phone, upright or on its side, or a screen at 400 %
const TOUCH = matchMedia('(pointer: coarse)');

const ICONS = {
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20c0-4 4-6 8-6s8 2 8 6z',
  menu: 'M4 6h16v2H4zM4 11h16v2H4zM4 16h16v2H4z',
  close: 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z',
  send: 'M3 20.5v-6.7L11 12 3 10.2V3.5L22 12z',
  down: 'M12 16.5 5 9.5 6.5 8l5.5 5.5L17.5 8 19 9.5z',
};
const icon = (name) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

const FRAME = `
  <div class="bar">
    <h2 id="title" tabindex="-1" data-word="title"></h2>
    <label><span class="hidden" data-word="language"></span><select></select></label>
    <button type="button" class="person" data-label="person">${icon('person')}</button>
    <button type="button" class="menu-button" aria-expanded="false" aria-controls="menu" data-label="menu">${icon('menu')}</button>
    <button type="button" class="close" data-label="close">${icon('close')}</button>
  </div>
  <ul id="menu" class="menu" hidden>
    <li><button type="button" class="size"></button></li>
    <li><button type="button" class="whole" aria-pressed="false" data-word="whole"></button></li>
    <li><button type="button" class="data" data-word="data"></button></li>
    <li><button type="button" class="remove" data-word="remove"></button></li>
    <li><button type="button" class="finish" data-word="finish"></button></li>
  </ul>
  <div class="confirm" role="alertdialog" aria-labelledby="confirm-text" hidden>
    <p id="confirm-text"></p>
    <button type="button" class="yes" data-word="removeYes"></button>
    <button type="button" class="no" data-word="removeNo"></button>
  </div>
  <div class="notices" role="region" data-label="notices" hidden></div>
  <div id="messages" role="region" tabindex="0"><ol role="list"></ol></div>
  <button type="button" class="to-end" data-label="toEnd" hidden>${icon('down')}</button>
  <p class="hidden" role="status"></p>
  <div class="hidden live" aria-live="polite"></div>
  <form>
    <label class="hidden" for="question" data-word="placeholder"></label>
    <button type="button" class="person" data-label="person">${icon('person')}</button>
    <textarea id="question" rows="1" maxlength="${MOST_CHARACTERS}" aria-describedby="privacy" enterkeyhint="send"></textarea>
    <button class="send" data-label="send">${icon('send')}</button>
    <p id="privacy" data-word="privacy"></p>
  </form>`;

export class Chat {
  onclose = () => {};
  onlanguage = () => {};
  onanswer = () => {};
  onremove = () => {};
  #language;
  #title;
  #draft;
  #window = document.createElement('dialog');
  #talk;
  #submitting = false;
  #confirmed = null; // what is done when it is confirmed

  /** `options` are {title, about}: a website's own title, and what goes along with each message. */
  constructor(root, base, language, { title, about } = {}) {
    this.#language = language;
    this.#title = title;
    this.#draft = named('draft', about?.office);
    servedFrom(base);
    laterFrom(base);
    for (const text of [css, turnsCss]) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
    this.#window.setAttribute('aria-labelledby', 'title');
    this.#window.innerHTML = FRAME;
    root.append(this.#window);
    const places = { scroller: '#messages', end: '.to-end', status: '[role="status"]', live: '.live' };
    const found = Object.entries(places).map(([name, selector]) => [name, this.#find(selector)]);
    this.#talk = new Talk(base, about, language, { window: this.#window, ...Object.fromEntries(found) });
    this.ready = this.#talk.ready;
    this.#talk.onwait = (waiting) => this.#find('.send').setAttribute('aria-disabled', String(waiting));
    this.#talk.onanswer = (answers, question) => this.onanswer(answers, question);
    this.#listen();
    this.#resize(Number(memory.get('size')) || 1);
    this.#show();
    this.#tellNotices();
    this.#find('textarea').value = drafts.get(this.#draft) ?? '';
  }

  open() {
    if (this.#window.open) return;
    if (SMALL.matches) this.#window.showModal();
    else this.#window.show();
    this.#grow();
    this.#find(TOUCH.matches ? 'h2' : 'textarea').focus();
    answered(); // by the time that something is answered it is there
  }

  close() {
    this.#window.close();
  }

  /** Ask {text} or press {payload, text: the button's title}. */
  ask(said) {
    return this.#talk.ask(said);
  }

  /** Put a question into the field without sending it. */
  fill(text) {
    this.#find('textarea').value = text;
    this.#grow();
  }

  async setLanguage(language) {
    if (language === this.#language) return;
    this.#language = language;
    this.#show();
    this.#tellNotices();
    this.onlanguage(language);
    await this.#talk.setLanguage(language);
  }

  #press(event) {
    const pressed = event.target.closest('.choice, .wish');
    const tool = event.target.closest('button.tool:not(.wish)');
    if (tool) this.#use(tool);
    if (!pressed || this.#talk.waiting) return;
    this.#focusQuestion();
    this.ask({ text: pressed.textContent, payload: pressed.dataset.payload });
  }

  async #use(tool) {
    const turn = this.#talk.turns.said.get(tool.closest('.ai-message'));
    const said = await use(tool.dataset.tool, { ...turn, server: this.#talk.server });
    if (!said) return;
    tool.focus();
    tool.textContent = said;
    if (said === WORDS[turn.language].thanks) for (const other of tool.closest('.tools').querySelectorAll('.vote')) if (other !== tool) other.parentElement.remove();
    this.#find('[role="status"]').textContent = said;
    if (said === WORDS[turn.language].thanks && tool.dataset.tool === 'down') this.#askWhy(tool, turn);
  }

  async #askWhy(tool, { id, language }) {
    const keep = (reason) => this.#talk.server.vote(id, 'down', reason);
    (await answered())?.askWhy(tool.closest('.tools'), language, keep, (said) => (this.#find('[role="status"]').textContent = said));
  }

  /** Delete the conversation; on a shared computer everything that this browser remembers too. */
  async #remove(everything) {
    const words = WORDS[this.#language];
    const status = this.#find('[role="status"]');
    try {
      await this.#talk.remove(everything);
      this.#find('textarea').value = '';
      if (everything) for (const store of [memory, drafts]) store.clear();
      status.textContent = words.removed;
      this.onremove(everything);
    } catch {
      status.textContent = words.removeFailed;
      this.#talk.turns.fail(words.removeFailed, this.#language, () => this.#remove(everything));
    }
    if (everything && status.textContent === words.removed) this.#window.close();
    else this.#find('textarea').focus();
  }

  /** Show what the office tells its citizens; a server that knows no office tells nothing. */
  async #tellNotices() {
    const place = this.#find('.notices');
    const notices = await this.#talk.server.notices(this.#language);
    place.innerHTML = notices.map((notice) => `<p>${inline(notice, this.#language)}</p>`).join('');
    place.hidden = !notices.length;
  }

  #confirm(text, then) {
    this.#confirmed = then;
    this.#find('#confirm-text').textContent = text ?? '';
    this.#find('.confirm').hidden = !then;
    this.#find(then ? '.no' : '.menu-button').focus();
  }

  #menu(shown) {
    this.#find('.menu').hidden = !shown;
    this.#find('.menu-button').setAttribute('aria-expanded', String(shown));
  }

  #resize(size) {
    const next = SIZES[(SIZES.indexOf(size) + 1) % SIZES.length];
    this.#window.style.setProperty('--size', size);
    this.#find('.size').dataset.next = next;
    memory.set('size', size);
  }

  #listen() {
    const field = this.#find('textarea');
    const click = (selector, then) => this.#find(selector).addEventListener('click', then);
    this.#find('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(field);
    });
    field.addEventListener('input', () => {
      drafts.set(this.#draft, field.value);
      this.#grow();
    });
    field.addEventListener('keydown', (event) => {
      // An input method (Telex, Pinyin) takes the first Enter for itself.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#find('form').requestSubmit();
    });
    const select = this.#find('select');
    for (const [code, name] of Object.entries(LANGUAGES)) select.add(new Option(name, code));
    [...select.options].forEach((option) => (option.lang = option.value));
    select.addEventListener('change', () => this.setLanguage(select.value));
    click('#messages', (event) => this.#press(event));
    click('.close', () => this.#window.close());
    const askPerson = () => this.ask({ text: WORDS[this.#language].person, payload: '/human_handoff' });
    for (const button of this.#window.querySelectorAll('.person')) button.addEventListener('click', askPerson);
    click('.menu-button', () => this.#menu(this.#find('.menu').hidden));
    click('.size', (event) => {
      this.#resize(Number(event.currentTarget.dataset.next));
      this.#show();
    });
    click('.whole', (event) => event.currentTarget.setAttribute('aria-pressed', String(this.#window.classList.toggle('is-whole'))));
    click('.data', () => this.#askData());
    click('.remove', () => this.#askFirst(WORDS[this.#language].removeAsk, false));
    click('.finish', () => this.#askFirst(WORDS[this.#language].finishAsk, true));
    click('.no', () => this.#confirm());
    click('.yes', () => {
      const then = this.#confirmed;
      this.#confirm();
      then();
    });
    this.#window.addEventListener('close', () => {
      hush();
      this.onclose();
    });
    this.#window.addEventListener('cancel', (event) => event.preventDefault());
    this.#window.addEventListener('keydown', (event) => this.#escape(event));
  }

  /** Ask what is in the field; it stays there until the conversation is there to take it. */
  async #submit(field) {
    if (this.#submitting || this.#talk.waiting || !field.value.trim()) return;
    this.#submitting = true;
    await this.ready;
    this.#submitting = false;
    this.ask({ text: field.value });
    field.value = '';
    drafts.set(this.#draft, '');
    this.#grow();
    field.focus();
  }

  /** Ask for all that is kept of this person: the answer links to it as files. */
  #askData() {
    this.#menu(false);
    this.#focusQuestion();
    this.ask({ text: WORDS[this.#language].data, payload: '/data' });
  }

  #askFirst(text, everything) {
    this.#menu(false);
    this.#confirm(text, () => this.#remove(everything));
  }

  #escape(event) {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    if (!this.#find('.confirm').hidden) this.#confirm();
    else if (!this.#find('.menu').hidden) {
      this.#menu(false);
      this.#find('.menu-button').focus();
    } else this.#window.close();
  }

  #show() {
    const words = { ...WORDS[this.#language], ...(this.#title ? { title: this.#title } : {}) };
    this.#window.lang = this.#language;
    for (const element of this.#window.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
    for (const element of this.#window.querySelectorAll('[data-label]')) {
      element.setAttribute('aria-label', words[element.dataset.label]);
      if (element.localName === 'button') element.title = words[element.dataset.label];
    }
    const size = this.#find('.size');
    size.textContent = `${words.size} ${Number(size.dataset.next) * 100} %`;
    this.#find('textarea').placeholder = words.placeholder;
    this.#find('select').value = this.#language;
    this.#find('#messages').setAttribute('aria-label', words.log);
  }

  #focusQuestion() {
    if (TOUCH.matches) this.#find('#messages').focus({ preventScroll: true }); // no keyboard over the answer
    else this.#find('textarea').focus();
  }

  #grow() {
    const field = this.#find('textarea');
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  #find(selector) {
    return this.#window.querySelector(selector);
  }
}
