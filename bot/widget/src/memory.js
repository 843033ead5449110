// What this browser remembers: nothing of what was said, but for what is not yet answered.

const STORED = 'id-card-assistant';

/** What this browser remembers in one of its stores; nothing where the website forbids it. */
function store(name) {
  const open = () => globalThis[name];
  return {
    get(key) {
      try {
        return open().getItem(`${STORED}-${key}`);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        open().setItem(`${STORED}-${key}`, value);
      } catch {
        // A private window: the conversation lasts as long as the page.
      }
    },
    clear() {
      try {
        for (const key of Object.keys(open()).filter((one) => one.startsWith(STORED))) open().removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };
}

/** The token, the language and the size of the text, until they are deleted. */
export const memory = store('localStorage');
/** What is typed and not yet answered, until the tab is closed. */
export const drafts = store('sessionStorage');
