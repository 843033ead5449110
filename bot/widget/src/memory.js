// What this browser remembers: nothing of what was said, but for what is not yet answered.

const STORED = 'id-card-assistant';

/** One of the browser's stores; where the website or a private window forbids it, what is kept lasts as long as the page. */
function store(name) {
  const own = new Map();
  const attempt = (work, otherwise) => {
    try {
      return work(globalThis[name]);
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) => attempt((kept) => kept.getItem(`${STORED}-${key}`), () => own.get(key) ?? null),
    set: (key, value) => attempt((kept) => kept.setItem(`${STORED}-${key}`, value), () => own.set(key, String(value))),
    /** What is kept under a name, for whichever office. */
    every: (key) =>
      attempt(
        (kept) => Object.keys(kept).filter((one) => one.startsWith(`${STORED}-${key}`)).map((one) => kept.getItem(one)),
        () => [...own].filter(([one]) => one.startsWith(key)).map(([, value]) => value),
      ),
    clear() {
      own.clear();
      attempt((kept) => Object.keys(kept).filter((one) => one.startsWith(STORED)).forEach((one) => kept.removeItem(one)), () => {});
    },
  };
}

/** Name what is one office's own: where offices share a host, nothing of one shows at another. */
export const named = (key, office) => (office ? `${key}-${office}` : key);
/** The token, the language and the size of the text, until they are deleted. */
export const memory = store('localStorage');
/** What is typed and not yet answered, until the tab is closed. */
export const drafts = store('sessionStorage');
