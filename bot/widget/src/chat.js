// The chat window: deep-chat shows the conversation, the rest is ours.
// Why the question is typed into our own field and not into deep-chat's is told in docs/widget.md.
import 'deep-chat/dist/deepChat.bundle.js';
import css from './chat.css';
import bubbles from './bubbles.css';
import { copy, print } from './paper.js';
import { answer, choices, failure, question, waiting } from './render.js';
import { Server } from './server.js';
import { LANGUAGES, WORDS } from './words.js';

const MOST_CHARACTERS = 10_000; // what the field takes; the assistant says so above 2,000
const MARGIN = 6; // pixels above the question when an answer is shown
const SETTLING = 30; // milliseconds; the longer of deep-chat's timers has 20
const PHONE = matchMedia('(max-width: 480px)');
const TOUCH = matchMedia('(pointer: coarse)');

const ICONS = {
  remove: 'M9 3h6l1 2h4v2H4V5h4zM6 9h12l-1 12H7z',
  close: 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z',
  send: 'M3 20.5v-6.7L11 12 3 10.2V3.5L22 12z',
};
const icon = (name) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

const FRAME = `
  <div class="bar">
    <h2 id="title" tabindex="-1" data-word="title"></h2>
    <label><span class="hidden" data-word="language"></span><select></select></label>
    <button type="button" class="remove" data-label="remove">${icon('remove')}</button>
    <button type="button" class="close" data-label="close">${icon('close')}</button>
  </div>
  <div class="confirm" role="alertdialog" aria-labelledby="confirm-text" hidden>
    <p id="confirm-text" data-word="removeAsk"></p>
    <button type="button" class="yes" data-word="removeYes"></button>
    <button type="button" class="no" data-word="removeNo"></button>
  </div>
  <div class="conversation"></div>
  <p class="hidden" role="status"></p>
  <form>
    <label class="hidden" for="question" data-word="placeholder"></label>
    <textarea id="question" rows="1" maxlength="${MOST_CHARACTERS}" aria-describedby="privacy" enterkeyhint="send"></textarea>
    <button class="send" data-label="send">${icon('send')}</button>
    <p id="privacy" data-word="privacy"></p>
  </form>`;

export class Chat {
  onclose = () => {};
  onlanguage = () => {};
  #language;
  #server;
  #window = document.createElement('dialog');
  #log = document.createElement('deep-chat');
  #restored = null; // done when the earlier conversation is shown
  #messages = null; // the element inside deep-chat that holds the messages
  #started = false; // whether anything was said
  #waiting = false;

  constructor(root, base, language) {
    this.#server = new Server(base);
    this.#language = language;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    this.#window.setAttribute('aria-labelledby', 'title');
    this.#window.innerHTML = FRAME;
    root.append(this.#window);
    this.#listen();
    this.#show();
    this.ready = this.#start();
  }

  open() {
    if (this.#window.open) return;
    if (PHONE.matches) this.#window.showModal();
    else this.#window.show();
    this.#find(TOUCH.matches ? 'h2' : 'textarea').focus();
  }

  /** Ask {text} or press {payload, text: the button's title}. */
  async ask({ text, payload }) {
    await this.#restored;
    if (this.#waiting || !text.trim()) return;
    this.#started = true;
    this.#add('user', question(text.trim(), this.#language));
    await this.#deliver({ id: newId(), ...(payload ? { payload } : { text }), language: this.#language });
  }

  async setLanguage(language) {
    if (language === this.#language) return;
    await this.#restored;
    this.#language = language;
    this.#show();
    this.onlanguage(language);
    if (this.#started) await this.ask({ text: LANGUAGES[language], payload: `/change_language{"language":"${language}"}` });
    else this.#welcome();
  }

  async #start() {
    const rendered = new Promise((done) => {
      this.#log.onComponentRender = done;
    });
    // deep-chat asks Google for a font unless it is told one.
    this.#log.style.cssText = 'font-family: var(--font); position: absolute; inset: 0; width: auto; height: auto; border: 0; background: transparent';
    this.#log.connect = { handler() {} }; // every message goes through #deliver
    this.#log.inputAreaStyle = { display: 'none' };
    this.#log.auxiliaryStyle = bubbles;
    this.#find('.conversation').append(this.#log);
    await rendered;
    // On a busy machine deep-chat's two start timers both draw; what is put in before the second one is lost.
    await new Promise((done) => setTimeout(done, SETTLING));
    this.#messages = this.#log.shadowRoot.getElementById('messages');
    this.#messages.addEventListener('click', (event) => this.#press(event));
    this.#messages.tabIndex = 0;
    this.#show();
    this.#restored = this.#restore();
    return this;
  }

  /** Show the conversation that the server remembers, or a welcome. */
  async #restore() {
    // A log speaks what is added: not what was said before.
    this.#messages.removeAttribute('role');
    try {
      const said = await this.#server.history();
      this.#started = said.length > 0;
      if (!this.#started) this.#welcome();
      for (const message of said) this.#recall(message);
      this.#offer(said.slice(said.map((message) => message.role).lastIndexOf('user') + 1));
      this.#messages.scrollTop = this.#messages.scrollHeight;
    } catch {
      this.#fail(WORDS[this.#language].noHistory, async () => {
        this.#log.clearMessages();
        await this.#restore();
      });
    }
    this.#messages.setAttribute('role', 'log');
    this.#messages.setAttribute('aria-live', 'polite');
  }

  #recall(message) {
    if (message.role === 'user') this.#add('user', question(message.text, this.#language));
    else this.#add('ai', answer(message, this.#language));
  }

  #welcome() {
    const words = WORDS[this.#language];
    this.#log.clearMessages();
    this.#add('ai', answer({ text: words.welcome }, this.#language));
    this.#add('ai', choices(words.examples.map((title) => ({ title })), this.#language));
    this.#messages.scrollTop = 0;
  }

  async #deliver(said) {
    this.#wait(true);
    const asked = [...this.#messages.querySelectorAll('.outer-message-container')].pop();
    this.#add('ai', waiting());
    let answers;
    try {
      answers = await this.#server.send(said);
    } catch {
      this.#fail(WORDS[this.#language].failed, () => this.#deliver(said));
      return;
    } finally {
      this.#wait(false);
    }
    for (const message of answers) this.#add('ai', answer(message, this.#language));
    if (!answers.length) this.#add('ai', '<div class="deep-chat-temporary-message"></div>'); // takes the dots away
    this.#offer(answers);
    // A long answer is read from its beginning: the question stays at the top.
    requestAnimationFrame(() => {
      this.#messages.scrollTop += asked.getBoundingClientRect().top - this.#messages.getBoundingClientRect().top - MARGIN;
    });
  }

  /** Show the buttons of the answers to one question, each once. */
  #offer(answers) {
    const buttons = new Map(answers.flatMap(({ buttons = [] }) => buttons).map((button) => [button.payload, button]));
    if (buttons.size) this.#add('ai', choices([...buttons.values()], this.#language));
  }

  #fail(text, again) {
    this.#add('ai', failure(text, this.#language));
    this.#messages.querySelector('.retry').onclick = () => {
      this.#focusQuestion();
      again();
    };
  }

  #wait(waiting) {
    this.#waiting = waiting;
    this.#find('[role="status"]').textContent = waiting ? WORDS[this.#language].waiting : '';
    this.#find('.send').setAttribute('aria-disabled', String(waiting));
  }

  #press(event) {
    const tool = event.target.closest('.copy, .print');
    if (tool) this.#take(tool);
    const pressed = event.target.closest('.choice');
    if (!pressed || this.#waiting) return;
    this.#focusQuestion();
    this.ask({ text: pressed.textContent, payload: pressed.dataset.payload });
  }

  /** Copy or print the answer that a button stands under. */
  async #take(tool) {
    const { text } = tool.parentElement.dataset;
    const { lang } = tool.closest('[lang]');
    const words = WORDS[lang];
    if (tool.className === 'print') {
      print(text, lang);
      return;
    }
    const said = (await copy(text)) ? words.copied : words.copyFailed;
    tool.focus();
    tool.textContent = said;
    this.#find('[role="status"]').textContent = said;
  }

  async #remove() {
    this.#confirm(false);
    const words = WORDS[this.#language];
    try {
      await this.#server.remove();
      this.#started = false;
      this.#welcome();
      this.#find('[role="status"]').textContent = words.removed;
    } catch {
      this.#find('[role="status"]').textContent = words.removeFailed;
      this.#add('ai', failure(words.removeFailed, this.#language));
      this.#messages.querySelector('.retry').onclick = () => this.#remove();
    }
    this.#find('textarea').focus();
  }

  #confirm(shown) {
    this.#find('.confirm').hidden = !shown;
    this.#find(shown ? '.no' : '.remove').focus();
  }

  #listen() {
    const field = this.#find('textarea');
    this.#find('form').addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#waiting || !field.value.trim()) return;
      this.ask({ text: field.value });
      field.value = '';
      this.#grow();
      field.focus();
    });
    field.addEventListener('input', () => this.#grow());
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
    this.#find('.close').addEventListener('click', () => this.#window.close());
    this.#find('.remove').addEventListener('click', () => this.#confirm(true));
    this.#find('.no').addEventListener('click', () => this.#confirm(false));
    this.#find('.yes').addEventListener('click', () => this.#remove());
    this.#window.addEventListener('close', () => this.onclose());
    this.#window.addEventListener('cancel', (event) => event.preventDefault());
    this.#window.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      if (this.#find('.confirm').hidden) this.#window.close();
      else this.#confirm(false);
    });
  }

  #show() {
    const words = WORDS[this.#language];
    this.#window.lang = this.#language;
    for (const element of this.#window.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
    for (const element of this.#window.querySelectorAll('[data-label]')) {
      element.setAttribute('aria-label', words[element.dataset.label]);
      element.title = words[element.dataset.label];
    }
    this.#find('textarea').placeholder = words.placeholder;
    this.#find('select').value = this.#language;
    this.#messages?.setAttribute('aria-label', words.log);
  }

  #add(role, html) {
    this.#log.addMessage({ role, html });
  }

  #focusQuestion() {
    if (TOUCH.matches) this.#messages.focus({ preventScroll: true }); // no keyboard over the answer
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

/** Return a random id; crypto.randomUUID is missing on pages without HTTPS. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
