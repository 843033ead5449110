// The assistant's own host: an answer names its pages and files from the root, wherever the widget is embedded.
const OURS = [/^law\/[\w./-]+(#\w+)?$/, /^v1\/calendar\.ics\?[\w=&.%+-]+$/];
let root = '/';

/** Tell where the assistant is, so that its pages are found from another website. */
export function servedFrom(base) {
  root = new URL('/', base).href;
}

/** Return the whole address of a page or file of the assistant, empty for any other. */
export function ours(address) {
  return OURS.some((known) => known.test(address ?? '')) ? root + address : '';
}
