// What a website embeds: <script src=".../widget.js" data-lang="vi" defer></script>
// Adds a button; the chat itself is loaded when it is first opened.
import css from './launcher.css';
import { LANGUAGES, LAUNCHER } from './launcher.js';
import { drafts, memory, named } from './memory.js';
import tokens from './tokens.css';

const script = document.currentScript;
const base = new URL('.', script.src).href;
const given = script.dataset;
const KEPT = named('kept', given.office);
const ICON = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"/></svg>';
const FAULT_SHOWN = 8000; // milliseconds that the button tells of a fault
const LOOKS = [0, 1000, 4000]; // milliseconds after which the corner is looked at: websites draw their own buttons late
const SETTLED = 500; // milliseconds after the last scroll by which a button that fades or slides in stands still
const CLEAR = 12; // pixels left free above a website's own button

class Assistant extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #launcher = document.createElement('button');
  #chat = null;
  #failures = 0;
  #language = firstLanguage();
  #placed = false;
  #settled = 0; // the timer of the last look after a scroll
  #looking = false; // whether the corner is to be looked at in the next frame

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens + css);
    this.#root.adoptedStyleSheets = [sheet];
    this.#launcher.type = 'button';
    this.#launcher.className = 'launcher';
    this.#launcher.setAttribute('aria-haspopup', 'dialog');
    this.#launcher.innerHTML = `${ICON}<span></span>`;
    this.#launcher.addEventListener('click', () => this.open());
    this.#launcher.hidden = given.launcher === 'hidden';
    this.#root.append(this.#launcher);
    this.#show();
    addEventListener('online', () => drafts.get(KEPT) && this.open());
  }

  connectedCallback() {
    if (this.#placed) return; // moved within the page
    this.#placed = true;
    for (const wait of LOOKS) setTimeout(() => this.#makeRoom(), wait);
    addEventListener('resize', () => this.#makeRoom());
    // A button "to the top" comes with the first scroll, of the page or of a part of it (capture), and may take its time.
    addEventListener('scroll', () => this.#lookSoon(), { passive: true, capture: true });
  }

  /** Look at the corner once in the next frame however often this is called, and once more when what moves stands still. */
  #lookSoon() {
    if (this.#looking) return;
    this.#looking = true;
    requestAnimationFrame(() => {
      this.#looking = false;
      this.#makeRoom();
      clearTimeout(this.#settled);
      this.#settled = setTimeout(() => this.#makeRoom(), SETTLED);
    });
  }

  /** Open the chat; what was to be asked while it could not be loaded is asked now. */
  async open() {
    this.#launcher.setAttribute('aria-busy', 'true');
    this.#makeRoom();
    try {
      const chat = await this.#loaded();
      this.#launcher.hidden = true;
      this.#show();
      chat.open();
      this.#tell('open');
      await chat.ready;
      const kept = drafts.get(KEPT);
      drafts.set(KEPT, '');
      if (kept) chat.ask({ text: kept });
    } catch (error) {
      this.#chat = null; // the next press tries again
      this.#failures += 1;
      this.#fault(error);
    } finally {
      this.#launcher.removeAttribute('aria-busy');
    }
  }

  /** Open the chat and ask. */
  async ask(text) {
    drafts.set(KEPT, String(text)); // until the chat is there to take it
    await this.open();
  }

  /** Open the chat with a question in its field, not yet sent. */
  async fill(text) {
    await this.open();
    (await this.#chat)?.fill(String(text));
  }

  /** Close the chat. */
  async close() {
    (await this.#chat)?.close();
  }

  get language() {
    return this.#language;
  }

  /** Speak vi, es or en, now and at the next visit. */
  async setLanguage(language) {
    if (!(language in LANGUAGES)) return;
    this.#choose(language);
    (await this.#chat)?.setLanguage(language);
  }

  #choose(language) {
    this.#language = language;
    memory.set('language', language);
    this.#show();
    this.#tell('language', { language });
  }

  #show() {
    this.#launcher.lang = this.#language;
    this.#launcher.querySelector('span').textContent = given.title ?? LAUNCHER[this.#language].launcher;
  }

  /** Say on the button what went wrong, for a while. */
  #fault(error) {
    this.#launcher.hidden = false;
    this.#launcher.querySelector('span').textContent = LAUNCHER[this.#language].noHistory;
    setTimeout(() => {
      this.#show();
      this.#launcher.hidden = given.launcher === 'hidden';
    }, FAULT_SHOWN);
    console.warn('The assistant could not be loaded:', error);
    this.#tell('fault', { reason: error.message });
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`assistant-${name}`, { detail, bubbles: true }));
  }

  /** Move up where the website has a button of its own in the same corner. */
  #makeRoom() {
    const { hidden } = this.#launcher;
    if (hidden && given.launcher !== 'hidden') return; // the chat is open: it has made room
    this.style.setProperty('--up', '0px');
    this.#launcher.hidden = false; // a button that is never shown takes up its place for as long as it is looked at
    const { left, right, top, bottom } = this.#launcher.getBoundingClientRect();
    this.#launcher.hidden = hidden;
    const points = [left + 4, (left + right) / 2, right - 4].flatMap((x) => [top + 4, (top + bottom) / 2, bottom - 4].map((y) => [x, y]));
    const beneath = points.flatMap(([x, y]) => document.elementsFromPoint(x, y)).map(fixedIn).filter(Boolean);
    const highest = Math.min(...beneath.map((element) => element.getBoundingClientRect().top));
    if (highest < bottom && highest > innerHeight / 2) this.style.setProperty('--up', `${bottom - highest + CLEAR}px`);
  }

  #loaded() {
    // A browser remembers a module that failed to load; under another address it asks for it again.
    this.#chat ??= import(`${base}chat.js${this.#failures ? `?again=${this.#failures}` : ''}`).then(({ Chat }) => {
      const { office, country } = given;
      const about = { ...(office ? { office } : {}), ...(country ? { country } : {}) };
      const chat = new Chat(this.#root, base, this.#language, { title: given.title, about });
      chat.onclose = () => {
        this.#launcher.hidden = given.launcher === 'hidden';
        this.#launcher.focus();
        this.#tell('close');
      };
      chat.onlanguage = (language) => this.#choose(language);
      chat.onanswer = (answers, question) => this.#tell('answer', { answers, question });
      chat.onremove = (everything) => this.#tell('remove', { everything });
      return chat;
    });
    return this.#chat;
  }
}

/** Return the element of the website, itself or around another, that is fixed to the screen. */
function fixedIn(element) {
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    if (one.localName === 'id-card-assistant') return null;
    if (getComputedStyle(one).position === 'fixed') return one;
  }
  return null;
}

/** Return the language chosen before, else the script tag's, else the page's. */
function firstLanguage() {
  const wished = [memory.get('language'), given.lang, document.documentElement.lang.slice(0, 2)];
  return wished.find((language) => language in LANGUAGES) ?? 'vi';
}

customElements.define('id-card-assistant', Assistant);
const assistant = document.createElement('id-card-assistant');
if (given.theme) assistant.setAttribute('theme', given.theme);
if (given.offset) assistant.style.setProperty('--assistant-offset', given.offset);
if (given.position) assistant.setAttribute('position', given.position);
window.idCardAssistant = assistant;
if (document.body) document.body.append(assistant);
else addEventListener('DOMContentLoaded', () => document.body.append(assistant));
