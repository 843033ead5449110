// Days and counts in a sentence.

/** Fill the {places} of a text. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Return a date (2026-11-22) as the language writes it; anything else as it is. */
export function dateIn(language, iso) {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return iso;
  const style = language === 'en' ? { day: 'numeric', month: 'long', year: 'numeric' } : { day: '2-digit', month: '2-digit', year: 'numeric' };
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...style, timeZone: 'UTC' }).format(new Date(iso));
}
