// Files with all that is kept of a person: links of an answer to /data, on the assistant's own host.
import { escaped } from './html.js';

const KEPT = /^\/kept\/[\w/.=-]+$/;
let host = '/';

/** Tell where the assistant is, so that its files are found from another website. */
export function keptOn(base) {
  host = new URL('/', base).href;
}

/** Say whether a button is such a link. */
export function isKept({ url }) {
  return KEPT.test(url ?? '');
}

/** Return a button that is a link as HTML. */
export function keptLink({ title, url }) {
  return `<a class="kept" href="${escaped(host + url.slice(1))}" download>${escaped(title)}</a>`;
}
