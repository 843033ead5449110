// The pages with scripts on: the question field, the talk in the page where it is wide, and "your list", which is
// kept on this device only. Without this script the pages are read as they are.
const STORED = 'id-card-assistant-list';
const WIDE = matchMedia('(min-width: 62em) and (min-height: 34em)');
let followed = false; // whether the address has been followed
const CALENDAR = /^v1\/calendar\.ics\?[\w=&.%+-]+$/;
const find = (selector) => document.querySelector(selector);
const language = document.documentElement.lang;

/** Run `then` with the assistant, or say that it could not be loaded. */
function assistant(then) {
  if (window.idCardAssistant) then(window.idCardAssistant);
  else if (find('.trouble')) find('.trouble').hidden = false;
}

/** Ask in the page's own talk where there is room for it, else in the window. */
function ask(text) {
  if (text.trim()) assistant((it) => it.ask(text.trim()));
}

function talk() {
  const place = find('.talk');
  const it = window.idCardAssistant;
  if (!place || !it || !WIDE.matches) return;
  place.append(it);
  it.setAttribute('inline', '');
}

/** Bring page and talk to one language: the one in the page's address, else the one chosen before. */
function follow() {
  const it = window.idCardAssistant;
  if (!it || it.language === language) return;
  if (new URLSearchParams(location.search).has('lang') && !followed) it.setLanguage(language);
  else location.replace(`?lang=${it.language}${location.hash}`);
}

// Your list: {title, lines: [[name, text]], done: [bool], day: {title, address}} for each task that was added; `day` is
// that of an answer as a calendar file, made by the assistant from the address alone.
function list() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
}

function keep(items) {
  try {
    localStorage.setItem(STORED, JSON.stringify(items));
  } catch {
    // A private window: the list lasts as long as the page.
  }
  show(items);
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
      title.textContent = item.title;
      const lines = document.createElement('ul');
      lines.replaceChildren(...item.lines.map((line, row) => box(items, index, row, line)));
      entry.append(title, lines);
      if (CALENDAR.test(item.day?.address)) entry.append(toKeep(item.day));
      return entry;
    }),
  );
  find('.list-tools').hidden = !items.length;
  find('.list .about').hidden = items.length > 0;
}

function box(items, index, row, [name, text]) {
  const entry = document.createElement('li');
  const label = document.createElement('label');
  const check = Object.assign(document.createElement('input'), { type: 'checkbox', checked: Boolean(items[index].done?.[row]) });
  check.addEventListener('change', () => {
    const changed = list();
    changed[index].done = { ...changed[index].done, [row]: check.checked };
    keep(changed);
  });
  const said = document.createElement('span');
  const term = Object.assign(document.createElement('b'), { textContent: name ? `${name}: ` : '' });
  said.append(term, text);
  label.append(check, said);
  entry.append(label);
  return entry;
}

/** Return the link that puts a day into the citizen's own calendar. */
function toKeep({ title, address }) {
  const place = Object.assign(document.createElement('p'), { className: 'keep' });
  place.append(Object.assign(document.createElement('a'), { href: `/${address}`, download: '', textContent: title }));
  return place;
}

/** Read what a section of the page says as an entry of the list. */
function entryOf(section) {
  const text = (element) => element.textContent.trim();
  const lines = [...section.querySelectorAll('dl > div')].map((line) => [text(line.querySelector('dt')), text(line.querySelector('dd'))]);
  const lead = section.querySelector('.lead') ?? section.querySelector('p');
  return { title: text(section.querySelector('h2')), language, lines: [['', text(lead)], ...lines] };
}

/** What the assistant worked out is put into the list too: a checklist, a day. */
function fromAnswer({ custom }, title) {
  const { computed, answer, language: spoken, take_along: day } = custom ?? {};
  if (!answer || !['checklist', 'deadline', 'renewal'].includes(computed?.kind)) return;
  add({ title, language: spoken, lines: [['', answer.lead], ...answer.lines.map((line) => [line.name, line.text])], ...(day ? { day } : {}) });
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
    button.textContent = find('.list').dataset.added;
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
// The talk follows the page's language; the page follows the talk's once that is closed.
document.addEventListener('assistant-close', () => follow());
show(list());
follow();
followed = true;
talk();
// A shared question stands behind the #, which no server sees: it is put into the field, not sent.
function shared() {
  const question = new URLSearchParams(location.hash.slice(1)).get('q');
  if (question && find('#ask')) find('#ask').value = question.slice(0, 2000);
}
addEventListener('hashchange', shared);
shared();
