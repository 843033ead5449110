// What only an answer needs comes in a file of its own (answered.js), after the question field can be used.
let base = '';
let failures = 0;
let loading = null;
let parts = null;

/** Tell where the file is. */
export function laterFrom(address) {
  base = address;
}

/** Return what the file holds, null where it cannot be had: an answer then does without, and the next call tries again. */
export function answered() {
  loading ??= import(`${base}answered.js${failures ? `?again=${failures}` : ''}`).then(
    (loaded) => (parts = loaded),
    () => {
      failures += 1;
      return (loading = null);
    },
  );
  return loading;
}

/** Return the values of a calculation as HTML, empty as long as the file is not there. */
export function card(...given) {
  return parts?.card(...given) ?? '';
}
