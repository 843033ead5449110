// A day of an answer as a calendar entry (RFC 5545), made in the browser.

/** Return the day that an answer's computation leads to (ISO), or undefined. */
export function dayOf(computed) {
  return { deadline: computed?.last_day, renewal: computed?.next_date }[computed?.kind] ?? undefined;
}

/** Return a whole-day entry on a day, reminding a week before; `at` is now. */
export function entry(day, title, text, at = new Date()) {
  const plain = (date) => date.replace(/[-:]|\.\d+/g, '');
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const said = (words) => words.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//id-card-assistant//widget//EN',
    'BEGIN:VEVENT',
    `UID:${plain(at.toISOString())}-${day}@id-card-assistant`,
    `DTSTAMP:${plain(at.toISOString())}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(next.toISOString().slice(0, 10))}`,
    `SUMMARY:${said(title)}`,
    `DESCRIPTION:${said(text)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P7D',
    `DESCRIPTION:${said(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('\r\n') + '\r\n';
}

/** Give a file to the browser to keep. */
export function keep(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = Object.assign(document.createElement('a'), { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Return a line in pieces of at most 75 bytes, as calendars read it. */
function folded(line) {
  const pieces = [''];
  const bytes = (text) => new TextEncoder().encode(text).length;
  for (const character of line) {
    if (bytes(pieces[pieces.length - 1]) + bytes(character) > 73) pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  return pieces.join('\r\n ');
}
