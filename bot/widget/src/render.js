// The reply contract as HTML: the lead large, lines as rows, what may differ, the rest folded, one closed basis.
// Every text from outside goes through `escaped`.
import { dateIn, fill } from './dates.js';
import { runs, whole } from './foreign.js';
import { ours } from './host.js';
import { escaped } from './html.js';
import { inline, link, paragraphs } from './inline.js';
import { isKept, keptLink } from './kept.js';
import { card } from './later.js';
import { WORDS } from './words.js';

const NEEDS_CHECK = ['medium', 'low'];
const IN_OWN_NAME = 'officer'; // the status of words that say themselves whose they are
const hidden = (words) => `<span class="hidden">${escaped(words)}</span>`;

/** Return a citizen's message. */
export function question(text, language) {
  return hidden(`${WORDS[language].you}: `) + escaped(text).replace(/\n/g, '<br>');
}

/** Return an answer: its parts, or its text where it has none; then its values and its basis, closed. */
export function answer(message, language) {
  const { custom = {}, text = '' } = message;
  const spoken = spokenIn(message, language);
  const numbers = [...(custom.contact?.telephones ?? []), ...(custom.contact?.office?.telephones ?? [])].map((one) => one.number);
  const body = custom.answer ? parts(message, spoken, numbers) : paragraphs(besides(text, {}, WORDS[spoken]), spoken, numbers);
  const author = custom.status === IN_OWN_NAME ? '' : hidden(`${WORDS[spoken].assistant}: `);
  return author + body + card(custom.computed, spoken, custom.answer?.lines) + sources(custom.citations ?? [], spoken);
}

/** Return the language that an answer is in. */
export function spokenIn({ custom = {} }, language) {
  return custom.language in WORDS ? custom.language : language;
}

/** Return what is spoken of an answer: its lead, and what else there is to read; an officer's words whole. */
export function summary(message, language) {
  const spoken = spokenIn(message, language);
  const words = WORDS[spoken];
  const { answer: said, citations = [], status } = message.custom ?? {};
  if (status === IN_OWN_NAME) return message.text;
  const more = [
    ...(said?.lines?.length ? [fill(words.linesMore, { n: said.lines.length })] : []),
    ...(citations.length ? [`${words.sources} (${citations.length})`] : []),
    ...(message.buttons?.length ? [fill(words.choicesMore, { n: message.buttons.length })] : []),
  ];
  const lead = said?.lead ?? (message.text ?? '').split('\n')[0];
  return `${words.assistant}: ${[lead, ...more].join(' ')}`;
}

/** Return buttons that send a reply; they vanish with the next message. */
export function choices(buttons, language) {
  const items = buttons.map((button) => (isKept(button) ? `<li>${keptLink(button)}</li>` : choice(button, language)));
  return `<ul class="choices" aria-label="${escaped(WORDS[language].choices)}">${items.join('')}</ul>`;
}

function choice({ title, payload }, language) {
  return `<li><button type="button" class="choice" data-payload="${escaped(payload ?? '')}">${runs(title, language)}</button></li>`;
}

/** Return a word on what failed, with a button to try again or a link to go on with. */
export function failure(text, language, address) {
  const words = WORDS[language];
  const on = address ? link(address, escaped(words.openPage), language) : `<button type="button" class="retry">${escaped(words.retry)}</button>`;
  return `<p>${inline(text, language)}</p>${on}`;
}

/** Return the sign that an answer is under way; the words for it are in the status line. */
export function waiting() {
  return '<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>';
}

function parts({ text = '', custom }, language, numbers) {
  const words = WORDS[language];
  const { lead, lines = [], doubt, more } = custom.answer;
  const said = (part) => inline(part, language, numbers);
  const rows = lines.map(({ name, text: row }) => `<div><dt>${escaped(name)}</dt><dd>${said(row)}</dd></div>`);
  return (
    `<p class="lead">${said(lead)}</p>` +
    (rows.length ? `<dl class="lines">${rows.join('')}</dl>` : '') +
    (doubt ? `<p class="doubt"><b>${words.mayDiffer}</b> ${said(doubt)}</p>` : '') +
    paragraphs(besides(text, custom.answer, words), language, numbers) +
    (more ? fold('more', words.more, paragraphs(more, language, numbers)) : '')
  );
}

/** Return the lines of a text that none of an answer's parts and no basis says: a hidden number, the country assumed. */
function besides(text, { lead, lines = [], doubt }, words) {
  const told = [lead, doubt, ...lines.map((line) => line.text)].filter(Boolean).join('\n');
  return text
    .split('\n')
    .filter((line) => !line.startsWith(words.basis) && !(line && told.includes(line)) && !(doubt && line.includes(doubt)))
    .filter((line) => !lines.some((row) => line === `${row.name}: ${row.text}`))
    .join('\n');
}

function sources(citations, language) {
  if (!citations.length) return '';
  const items = citations.map((citation) => `<li>${source(citation, language)}</li>`);
  return fold('sources', `${WORDS[language].sources} (${citations.length})`, `<ol>${items.join('')}</ol>`);
}

function source(citation, language) {
  const words = WORDS[language];
  const { in_force_from: from, in_force_to: to } = citation;
  const period = fill(from && to ? words.fromTo : from ? words.from : to ? words.until : '', {
    from: dateIn(language, from),
    to: dateIn(language, to),
  });
  const uncertain = NEEDS_CHECK.includes(citation.confidence);
  const name = inline(citation.title, language) + (citation.place ? `, ${whole(citation.place, language)}` : '');
  const page = ours(citation.page);
  const facts = [
    [words.number, citation.number],
    [words.inForce, period],
  ];
  return (
    `<p><span class="name">${page ? link(page, name, language) : name}</span> ` +
    `<span class="badge" data-status="${escaped(citation.status)}">${escaped(words.status[citation.status] ?? citation.status)}</span>` +
    `${uncertain ? ` <span class="badge" data-status="check">${words.check}</span>` : ''}</p>` +
    `<dl>${facts.filter(([, value]) => value).map(([label, value]) => `<div><dt>${label}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>` +
    `${uncertain ? `<p class="doubt">${inline(citation.doubt ?? words.checkMore, language)}</p>` : ''}` +
    `${citation.text ? `<blockquote>${inline(citation.text, language)}</blockquote>` : ''}`
  );
}

/** Return something that is opened by its name. */
export function fold(kind, name, html) {
  return `<details class="${kind}"><summary>${escaped(name)}</summary>${html}</details>`;
}
