const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Return text that HTML shows as it was written. */
export function escaped(text) {
  return String(text).replace(/[&<>"']/g, (character) => ESCAPES[character]);
}
