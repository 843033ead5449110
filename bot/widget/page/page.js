// The pages with scripts on: the question field, the talk in the page where it is wide, and "your list", which is
// kept on this device only. Without this script the pages are read as they are.
import { runs } from '../src/foreign.js';
import { escaped } from '../src/html.js';
import { drafts } from '../src/memory.js';

const STORED = 'id-card-assistant-list';
const WIDE = matchMedia('(min-width: 62em) and (min-height: 34em)');
let followed = false; // whether the address has been followed
const CALENDAR = /^v1\/calendar\.ics\?[\w=&.%+-]+$/;
const AWAY = 'away'; // no answer: neither a day nor none
const find = (selector) => document.querySelector(selector);
const language = document.documentElement.lang;
const words = find('.list').dataset;
const made = (name, properties) => Object.assign(document.createElement(name), properties);

/** Ask in the page's own talk where there is room for it, else in the window. */
function ask(text) {
  const said = text.trim();
  if (!said) return;
  if (window.idCardAssistant) window.idCardAssistant.ask(said);
  else {
    drafts.set('kept', said); // the widget asks it when it opens
    loadAgain();
  }
}

/** Load the widget once more: its script did not come with the page. */
function loadAgain() {
  const failed = find('script[src$="widget.js"]');
  const script = made('script', { src: failed.src });
  Object.assign(script.dataset, failed.dataset);
  script.addEventListener('error', () => trouble(true));
  script.addEventListener('load', () => {
    trouble(false);
    start();
  });
  failed.replaceWith(script);
}

/** Ask what was to be asked while the widget could not be loaded. */
function askKept() {
  const kept = drafts.get('kept');
  if (!kept) return;
  drafts.set('kept', '');
  if (find('#ask')?.value.trim() === kept) find('#ask').value = '';
  ask(kept);
}

/** Say that the chat could not be loaded, or take that back. */
function trouble(shown) {
  const told = find('form.ask ~ .trouble');
  if (told) told.hidden = !shown;
}

function talk() {
  const place = find('.talk');
  const it = window.idCardAssistant;
  if (!place || !it || !WIDE.matches) return;
  place.append(it);
  it.setAttribute('inline', '');
}

/** Bring page and talk to one language: the one in the page's address, else the one chosen before; return whether the page stays. */
function follow() {
  const it = window.idCardAssistant;
  if (!it || it.language === language) return true;
  if (new URLSearchParams(location.search).has('lang') && !followed) it.setLanguage(language);
  else location.replace(`?lang=${it.language}${location.hash}`);
  return it.language === language;
}

/** Take the assistant into the page, as soon as there is one, and ask what was kept for it. */
function start() {
  const it = window.idCardAssistant;
  if (!it) return;
  it.setAttribute('list', '');
  const stays = follow();
  followed = true;
  talk();
  if (stays) askKept();
}

// Your list: {title, lines: [[name, text]], done: [bool], day: {title, address, last}, filing, filed} for each task that
// was added. `day` is a calendar file, made by the assistant from the address alone, and the last day that is in it;
// `filing` is the case, as a query, whose last day follows from the day `filed`.
function list() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
}

function store(items) {
  try {
    localStorage.setItem(STORED, JSON.stringify(items));
  } catch {
    // A private window: the list lasts as long as the page.
  }
}

function keep(items) {
  store(items);
  show(items);
}

/** Change an entry of the list where it stands: what has the focus keeps it. */
function change(index, changes) {
  const items = list();
  if (!items[index]) return;
  Object.assign(items[index], changes);
  store(items);
}

function add(item) {
  keep([...list().filter((other) => other.title !== item.title), item]);
}

function show(items) {
  find('.list .items').replaceChildren(
    ...items.map((item, index) => {
      const entry = document.createElement('li');
      entry.lang = item.language;
      const title = document.createElement('h3');
      title.innerHTML = runs(item.title, item.language);
      const lines = document.createElement('ul');
      lines.replaceChildren(...item.lines.map((line, row) => box(items, index, row, line)));
      entry.append(title, lines);
      const day = made('div', { className: 'day' });
      day.setAttribute('role', 'status');
      day.replaceChildren(...toKeep(item));
      entry.append(...(item.filing ? [filingOf(item, index, day)] : []), day);
      return entry;
    }),
  );
  find('.list-tools').hidden = !items.length;
  find('.list .about').hidden = items.length > 0;
}

function box(items, index, row, [name, text]) {
  const entry = document.createElement('li');
  const label = document.createElement('label');
  const check = made('input', { type: 'checkbox', checked: Boolean(items[index].done?.[row]) });
  check.addEventListener('change', () => {
    change(index, { done: { ...list()[index]?.done, [row]: check.checked } });
  });
  const said = document.createElement('span');
  said.innerHTML = `<b>${escaped(name ? `${name}: ` : '')}</b>${runs(text, items[index].language)}`;
  label.append(check, said);
  entry.append(label);
  return entry;
}

/** Return the field for the day of filing: from it the last day is worked out, shown and kept. */
function filingOf(item, index, place) {
  const label = made('label', { className: 'filed' });
  const field = made('input', { type: 'date', value: item.filed ?? '' });
  let { day } = item;
  const workOut = async () => {
    if (!field.isConnected) return; // the list was drawn anew meanwhile
    const filed = field.value;
    change(index, { filed });
    const address = `v1/calendar.ics?kind=deadline&${item.filing}&received=${filed}&language=${item.language}`;
    const last = filed ? await lastDay(address) : null;
    if (!field.isConnected || field.value !== filed) return; // the next one tells
    if (last === AWAY) {
      place.replaceChildren(...notYet({ ...item, day }));
      addEventListener('online', workOut, { once: true });
      return;
    }
    day = last ? { title: words.keep, address, last } : null;
    change(index, { day });
    place.replaceChildren(...toKeep({ ...item, day }));
  };
  field.addEventListener('change', workOut);
  // A day whose answer never came, as the network was away then.
  if (item.filed && filedOn(day) !== item.filed) queueMicrotask(workOut);
  label.append(made('span', { textContent: words.filed }), field);
  return label;
}

/** Return the day that a calendar file of the assistant holds, null where it has none, AWAY where nobody answers. */
async function lastDay(address) {
  try {
    const answer = await fetch(`/${address}`);
    if (answer.status >= 500) return AWAY;
    const [, year, month, day] = (answer.ok && (await answer.text()).match(/DTSTART;VALUE=DATE:(\d{4})(\d\d)(\d\d)/)) || [];
    return year ? `${year}-${month}-${day}` : null;
  } catch {
    return AWAY;
  }
}

/** Return the day of filing that the last day of an entry was worked out from. */
function filedOn(day) {
  return day?.address.match(/[?&]received=([\d-]+)/)?.[1];
}

/** Return a day in words. */
function dayIn(spoken, iso) {
  return new Intl.DateTimeFormat(spoken === 'en' ? 'en-GB' : spoken, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** Return the word that the last day is not worked out yet; one known before stays, with the day of filing that it goes with. */
function notYet(item) {
  const before = filedOn(item.day);
  const said = before ? [made('p', { textContent: `${words.filed}: ${dayIn(item.language, before)}` })] : [];
  return [made('p', { className: 'doubt', lang: language, textContent: words.away }), ...said, ...toKeep(item)];
}

/** Return the day of an entry in words, and the link that puts it into the citizen's own calendar. */
function toKeep({ day, language: spoken }) {
  if (!CALENDAR.test(day?.address)) return [];
  const link = made('p', { className: 'keep' });
  link.append(made('a', { href: `/${day.address}`, download: '', textContent: day.title }));
  return day.last ? [made('p', { textContent: `${words.ready} ${dayIn(spoken, day.last)}` }), link] : [link];
}

/** Go from the talk to the list that its answer was put into. */
async function toList() {
  const it = window.idCardAssistant;
  if (!it.hasAttribute('inline')) {
    const closed = new Promise((resolve) => document.addEventListener('assistant-close', resolve, { once: true }));
    await it.close();
    await closed;
  }
  find('.list').scrollIntoView({ block: 'start' });
  find('#list-name').focus({ preventScroll: true });
}

/** Show nothing of what was asked here: what this browser remembered is gone. */
function forget() {
  show(list());
  if (find('#ask')) find('#ask').value = '';
  history.replaceState(null, '', location.pathname + location.search);
}

/** Read what a section of the page says as an entry of the list. */
function entryOf(section) {
  const text = (element) => element.textContent.trim();
  const lines = [...section.querySelectorAll('dl > div')].map((line) => [text(line.querySelector('dt')), text(line.querySelector('dd'))]);
  const lead = section.querySelector('.lead') ?? section.querySelector('p');
  return { title: text(section.querySelector('h2')), language, filing: section.dataset.filing, lines: [['', text(lead)], ...lines] };
}

/** What the assistant worked out is put into the list too: a checklist, a day. */
function fromAnswer({ custom }, title) {
  const { computed, answer, language: spoken, take_along: day } = custom ?? {};
  if (!answer || !['checklist', 'deadline', 'renewal'].includes(computed?.kind)) return;
  const filing = computed.filing && String(new URLSearchParams(computed.filing));
  const lines = [['', answer.lead], ...answer.lines.map((line) => [line.name, line.text])];
  add({ title, language: spoken, filing, filed: filing && computed.received, lines, ...(day ? { day } : {}) });
}

find('form.ask')?.addEventListener('submit', (event) => {
  event.preventDefault();
  const field = find('#ask');
  ask(field.value);
  if (window.idCardAssistant) field.value = '';
});
for (const chip of document.querySelectorAll('.chips button')) chip.addEventListener('click', () => ask(chip.textContent));
for (const part of document.querySelectorAll('form.ask, .examples, .section-tools')) part.hidden = false;
for (const section of document.querySelectorAll('section.answer')) {
  const button = section.querySelector('.add');
  button?.addEventListener('click', () => {
    add(entryOf(section));
    button.textContent = words.added;
  });
}
for (const link of document.querySelectorAll('.languages a')) {
  link.addEventListener('click', () => window.idCardAssistant?.setLanguage(link.lang));
}
find('.print-list').addEventListener('click', () => {
  document.body.classList.add('prints-list');
  addEventListener('afterprint', () => document.body.classList.remove('prints-list'), { once: true });
  window.print();
});
find('.empty-list').addEventListener('click', () => keep([]));
document.addEventListener('assistant-answer', (event) => event.detail.answers.forEach((answer) => fromAnswer(answer, event.detail.question)));
// On a shared computer nothing of it is left in sight either.
document.addEventListener('assistant-remove', ({ detail }) => detail.everything && forget());
document.addEventListener('assistant-list', () => toList());
// The talk follows the page's language; the page follows the talk's once that is closed.
document.addEventListener('assistant-close', () => follow());
show(list());
start();
addEventListener('online', () => drafts.get('kept') && !window.idCardAssistant && loadAgain());
// A shared question stands behind the #, which no server sees: it is put into the field, not sent.
function shared() {
  const question = new URLSearchParams(location.hash.slice(1)).get('q');
  if (question && find('#ask')) find('#ask').value = question.slice(0, 2000);
}
addEventListener('hashchange', shared);
shared();
