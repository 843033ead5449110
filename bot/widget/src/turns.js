// The list of turns: what was asked and answered, what is offered next, what failed.
import { answer, choices, failure, question, spokenIn, waiting } from './render.js';
import { tools } from './tools.js';
import { WORDS } from './words.js';

const MARGIN = 6; // pixels above the question when an answer is shown
const QUESTION_SHARE = 0.4; // of the height, that a long question may take before its answer begins
const NEAR = 40; // pixels from the end that still count as the end

export class Turns {
  /** `scroller` is what scrolls (its list within); a low screen scrolls the whole window instead. */
  constructor(scroller, window_, end) {
    this.scroller = scroller;
    this.window = window_;
    this.end = end;
    this.list = scroller.querySelector('ol');
    this.said = new WeakMap(); // item -> {message, asked, language}
    this.asked = '';
    for (const element of [scroller, window_]) element.addEventListener('scroll', () => this.#showEnd(), { passive: true });
    end.addEventListener('click', () => this.toEnd(true));
    new ResizeObserver(() => this.#showEnd()).observe(scroller);
  }

  clear() {
    this.list.replaceChildren();
    this.asked = '';
  }

  question(text, language) {
    this.asked = text;
    this.#dropWishes();
    const item = this.#add('user-message', question(text, language), language);
    item.dataset.asked = text;
    return item;
  }

  /** Show an answer, after an item or at the end; `asked` is the question (the last one where none is given), `id` its id. */
  answer(message, language, after = null, asked = this.asked, id = null) {
    const spoken = spokenIn(message, language);
    this.#dropWishes();
    const item = this.#add('ai-message', answer(message, language) + tools(message, language, id), spoken);
    if (after) after.after(item);
    this.said.set(item, { message, asked, id, language: spoken });
    return item;
  }

  /** Show the buttons of the answers to one question, each once, in the language that these are in. */
  offer(answers, language) {
    const offering = answers.filter(({ buttons = [] }) => buttons.length);
    const each = new Map(offering.flatMap(({ buttons }) => buttons).map((button) => [button.payload ?? button.title, button]));
    if (!each.size) return;
    const spoken = spokenIn(offering[0], language);
    this.#add('offers', choices([...each.values()], spoken), spoken, true);
  }

  wait() {
    const item = this.#add('ai-message pending', waiting(), null, true);
    item.scrollIntoView({ block: 'nearest' });
  }

  /** Show what failed; `again` is called by its button. */
  fail(text, language, again, address) {
    const item = this.#add('ai-message failure', failure(text, language, address), language, true);
    item.querySelector('.retry')?.addEventListener('click', again);
    item.scrollIntoView({ block: 'nearest' });
  }

  /** Take away what holds only until something else is said. */
  settle() {
    for (const item of this.list.querySelectorAll('[data-passing]')) item.remove();
  }

  /** Scroll so that a question stands at the top and the answer beneath it begins in sight. */
  show(asked) {
    requestAnimationFrame(() => {
      this.window.scrollIntoView({ block: 'nearest' }); // within a page that scrolls itself
      const scroller = this.#scroller();
      const { top } = scroller.getBoundingClientRect();
      const height = scroller.clientHeight;
      const offset = asked.getBoundingClientRect().top - top - MARGIN;
      const tooLong = asked.getBoundingClientRect().height > height * QUESTION_SHARE;
      scroller.scrollTop += tooLong ? asked.getBoundingClientRect().bottom - top - height * QUESTION_SHARE : offset;
      this.#showEnd();
    });
  }

  toEnd(smooth = false) {
    const scroller = this.#scroller();
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'auto' });
  }

  toStart() {
    this.#scroller().scrollTop = 0;
  }

  /** Take the wishes from the answers so far: the assistant changes its last answer only, and one comes now. */
  #dropWishes() {
    for (const wish of this.list.querySelectorAll('.wish')) wish.parentElement.remove();
  }

  #showEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller();
    this.end.hidden = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #scroller() {
    return getComputedStyle(this.scroller).overflowY === 'visible' ? this.window : this.scroller;
  }

  #add(kind, html, language, passing = false) {
    this.settle();
    const item = document.createElement('li');
    item.className = kind;
    if (language) item.lang = language;
    if (passing) item.dataset.passing = '';
    item.innerHTML = html;
    this.list.append(item);
    return item;
  }
}

/** Return the words for a fault of the server or of the network. */
export function faultWords(error, language) {
  const words = WORDS[language];
  if (error.notAllowed) return words.notAllowed;
  if (error.status === 503) return words.starting;
  if (error.status) return words.failed;
  return navigator.onLine ? words.failed : words.offline;
}
