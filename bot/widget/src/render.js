// The reply contract as HTML. Every text from outside goes through `escaped`.
import { card } from './card.js';
import { escaped } from './html.js';
import { dateIn, fill, WORDS } from './words.js';

const NEEDS_CHECK = ['medium', 'low'];

/** Return a citizen's message. */
export function question(text, language) {
  return `<div><span class="hidden">${WORDS[language].you}: </span>${escaped(text).replace(/\n/g, '<br>')}</div>`;
}

/** Return an answer: its text, its computed values as a card, its sources to unfold. */
export function answer(message, language) {
  const { custom = {}, text = '' } = message;
  const spoken = custom.language in WORDS ? custom.language : language;
  const parts = [paragraphs(text, spoken), card(custom.computed, text, spoken), sources(custom.citations ?? [], spoken)];
  return `<div lang="${spoken}"><span class="hidden">${WORDS[spoken].assistant}: </span>${parts.join('')}</div>`;
}

/** Return buttons that send a reply; they vanish with the next message. */
export function choices(buttons, language) {
  const items = buttons.map(
    ({ title, payload }) => `<li><button type="button" class="choice" data-payload="${escaped(payload ?? '')}">${escaped(title)}</button></li>`,
  );
  return `<div class="deep-chat-temporary-message"><ul class="choices" aria-label="${escaped(WORDS[language].choices)}">${items.join('')}</ul></div>`;
}

/** Return a word on what failed, with a button to try again. */
export function failure(text, language) {
  return `<div class="deep-chat-temporary-message"><p>${escaped(text)}</p><button type="button" class="retry">${escaped(WORDS[language].retry)}</button></div>`;
}

/** Return the sign that an answer is under way; the words for it are in the status line. */
export function waiting() {
  return '<div class="deep-chat-temporary-message"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span></div>';
}

/** Return plain text with its paragraphs, lists and web addresses as HTML. */
function paragraphs(text, language) {
  const blocks = [];
  for (const line of text.split('\n').map((part) => part.trim())) {
    const [, bullet, item] = line.match(/^([-•*]|\d{1,2}[.)])\s+(.*)$/) ?? [];
    const kind = !line ? '' : !bullet ? 'p' : /\d/.test(bullet) ? 'ol' : 'ul';
    const last = blocks[blocks.length - 1];
    if (last && kind && last.kind === kind) last.lines.push(item ?? line);
    else blocks.push({ kind, lines: [item ?? line], start: kind === 'ol' ? parseInt(bullet, 10) : 0 });
  }
  const linked = (line) => links(escaped(line), language);
  return blocks
    .filter(({ kind }) => kind)
    .map(({ kind, lines, start }) => {
      if (kind === 'p') return `<p>${lines.map(linked).join('<br>')}</p>`;
      return `<${kind}${start > 1 ? ` start="${start}"` : ''}>${lines.map((line) => `<li>${linked(line)}</li>`).join('')}</${kind}>`;
    })
    .join('');
}

function links(html, language) {
  return html.replace(
    /https:\/\/[\w.-]+(?:\/[\w./#?=%~+-]*[\w/#=%~+-])?/g,
    (address) => `<a href="${address}" target="_blank" rel="noopener noreferrer">${address}<span class="hidden"> ${WORDS[language].newWindow}</span></a>`,
  );
}

function sources(citations, language) {
  if (!citations.length) return '';
  const words = WORDS[language];
  const items = citations.map((citation) => `<li>${source(citation, language)}</li>`);
  return `<section class="sources"><h3>${words.sources}</h3><ol>${items.join('')}</ol></section>`;
}

function source(citation, language) {
  const words = WORDS[language];
  const { in_force_from: from, in_force_to: to } = citation;
  const period = fill(from && to ? words.fromTo : from ? words.from : to ? words.until : '', {
    from: dateIn(language, from),
    to: dateIn(language, to),
  });
  const uncertain = NEEDS_CHECK.includes(citation.confidence);
  const facts = [
    [words.number, citation.number],
    [words.place, citation.place],
    [words.inForce, period],
  ];
  return (
    `<details><summary><span class="name">${escaped(citation.title)}${citation.place ? `, ${escaped(citation.place)}` : ''}</span> ` +
    `<span class="badge" data-status="${escaped(citation.status)}">${escaped(words.status[citation.status] ?? citation.status)}</span>` +
    `${uncertain ? ` <span class="badge" data-status="check">${words.check}</span>` : ''}</summary>` +
    `<dl>${facts.filter(([, value]) => value).map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>` +
    `${uncertain ? `<p class="doubt">${escaped(citation.doubt ?? words.checkMore)}</p>` : ''}` +
    `${citation.text ? `<blockquote>${escaped(citation.text)}</blockquote>` : ''}</details>`
  );
}
