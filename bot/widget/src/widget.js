// What a website embeds: <script src=".../widget.js" data-lang="vi" defer></script>
// Adds a button; the chat itself is loaded when it is first opened.
import css from './launcher.css';
import { memory } from './server.js';
import { LANGUAGES, WORDS } from './words.js';

const script = document.currentScript;
const base = new URL('.', script.src).href;
const ICON = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"/></svg>';

class Assistant extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #launcher = document.createElement('button');
  #chat = null;
  #failures = 0;
  #language = firstLanguage();

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.#root.adoptedStyleSheets = [sheet];
    this.#launcher.type = 'button';
    this.#launcher.className = 'launcher';
    this.#launcher.setAttribute('aria-haspopup', 'dialog');
    this.#launcher.innerHTML = `${ICON}<span></span>`;
    this.#launcher.addEventListener('click', () => this.open());
    this.#root.append(this.#launcher);
    this.#show();
  }

  /** Open the chat. */
  async open() {
    this.#launcher.setAttribute('aria-busy', 'true');
    try {
      const chat = await this.#loaded();
      this.#launcher.hidden = true;
      chat.open();
    } catch (error) {
      this.#chat = null; // the next press tries again
      this.#failures += 1;
      this.#launcher.querySelector('span').textContent = WORDS[this.#language].noHistory;
      console.warn('The assistant could not be loaded:', error);
    } finally {
      this.#launcher.removeAttribute('aria-busy');
    }
  }

  /** Open the chat and ask. */
  async ask(text) {
    await this.open();
    (await this.#chat)?.ask({ text });
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
  }

  #show() {
    this.#launcher.lang = this.#language;
    this.#launcher.querySelector('span').textContent = WORDS[this.#language].launcher;
  }

  #loaded() {
    // A browser remembers a module that failed to load; under another address it asks for it again.
    this.#chat ??= import(`${base}chat.js${this.#failures ? `?again=${this.#failures}` : ''}`).then(({ Chat }) => {
      const chat = new Chat(this.#root, base, this.#language);
      chat.onclose = () => {
        this.#launcher.hidden = false;
        this.#launcher.focus();
      };
      chat.onlanguage = (language) => this.#choose(language);
      return chat.ready;
    });
    return this.#chat;
  }
}

/** Return the language chosen before, else the script tag's, else the page's. */
function firstLanguage() {
  const wished = [memory.get('language'), script.dataset.lang, document.documentElement.lang.slice(0, 2)];
  return wished.find((language) => language in LANGUAGES) ?? 'vi';
}

customElements.define('id-card-assistant', Assistant);
const assistant = document.createElement('id-card-assistant');
if (script.dataset.theme) assistant.setAttribute('theme', script.dataset.theme);
window.idCardAssistant = assistant;
if (document.body) document.body.append(assistant);
else addEventListener('DOMContentLoaded', () => document.body.append(assistant));
