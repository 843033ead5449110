// What comes without a question: an officer's words while a case is open. Asked for, as no connection is held.
const EVERY = 4_000; // milliseconds between two looks while the page is seen
const UNSEEN_EVERY = 30_000; // the same while it is not

export class News {
  #server;
  #show;
  #cursor = 0;
  #timer = null;
  #seen = () => document.hidden || this.#look();
  #looking = false;

  /** `show` is handed the messages that came, oldest first. */
  constructor(server, show) {
    this.#server = server;
    this.#show = show;
  }

  /** Go on behind what a history has shown. */
  from({ cursor = 0, open = false }) {
    this.#cursor = cursor;
    if (open) this.watch();
    else this.stop();
  }

  /** Look from now on, until no case is open any more. */
  watch() {
    if (this.#timer) return;
    // Only now: a listener that runs while a page goes away would wake what waits on it.
    document.addEventListener('visibilitychange', this.#seen);
    this.#plan();
  }

  stop() {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #plan() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), document.hidden ? UNSEEN_EVERY : EVERY);
  }

  async #look() {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const { messages, cursor, open } = await this.#server.news(this.#cursor);
      if (!this.#timer) return; // deleted meanwhile
      this.#cursor = cursor;
      if (messages.length) this.#show(messages);
      if (open) this.#plan();
      else this.stop();
    } catch {
      if (this.#timer) this.#plan(); // the network is away: the next look may find it back
    } finally {
      this.#looking = false;
    }
  }
}
