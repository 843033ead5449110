// What can be done with an answer: copy, print, share the question, hear it, keep its day, have it said otherwise, say whether it helped.
import { ours } from './host.js';
import { escaped } from './html.js';
import { answered } from './later.js';
import { spokenIn } from './render.js';
import { WORDS } from './words.js';

// The assistant says its last answer once more; a button that is pressed says which way.
const WISHES = { shorter: '/shorter_answer', simpler: '/simpler_answer' };
const ANSWERED = ['computed', 'retrieved'];
const LISTED = ['checklist', 'deadline', 'renewal']; // what the page puts into "your list"
let heard = ''; // what is read aloud

globalThis.speechSynthesis?.getVoices(); // the first call only makes the browser look for its voices

/** Return the row of buttons under an answer, empty for small talk; only an answer with the id of its question is voted on. */
export function tools(message, language, id) {
  const { citations = [], status, take_along: day } = message.custom ?? {};
  if (!citations.length && status !== 'handoff') return '';
  const spoken = spokenIn(message, language);
  const words = WORDS[spoken];
  const button = (kind, name, data) => `<button type="button" class="${kind}" ${data}>${escaped(words[name])}</button>`;
  const calendar = ours(day?.address);
  const row = [
    ...['copy', 'print', 'share', ...(voice(spoken) ? ['listen'] : [])].map((name) => button('tool', name, `data-tool="${name}"`)),
    ...(isListed(message) ? [button('tool', 'list', 'data-tool="list"')] : []),
    ...(calendar ? [`<a class="tool" href="${escaped(calendar)}" download>${escaped(day.title)}</a>`] : []),
    ...(isLong(message) ? Object.entries(WISHES) : []).map(([name, payload]) => button('tool wish', name, `data-payload="${payload}"`)),
    ...(id && citations.length ? ['up', 'down'] : []).map((name) => button('tool vote', name, `data-tool="${name}"`)),
  ];
  return `<ul class="tools" aria-label="${escaped(words.tools)}">${row.map((one) => `<li>${one}</li>`).join('')}</ul>`;
}

/** Do what a button says; return what is said about it, if anything. */
export async function use(name, { message, asked, id, server, language }) {
  const words = WORDS[language];
  if (name === 'copy') return (await (await answered())?.copy(message.text)) ? words.copied : words.copyFailed;
  if (name === 'print') (await answered())?.print(message.text, language);
  if (name === 'share') return share(`${server.base}#q=${encodeURIComponent(asked)}`, words);
  if (name === 'list') host()?.dispatchEvent(new CustomEvent('assistant-list', { bubbles: true }));
  if (name === 'listen') speak(message.text, language);
  if (name === 'up' || name === 'down') return (await server.vote(id, name)) ? words.thanks : words.voteFailed;
  return '';
}

/** Stop reading aloud. */
export function hush() {
  globalThis.speechSynthesis?.cancel();
}

/** Say whether the page around the talk keeps this answer in a list of its own. */
function isListed({ custom: { answer, computed } = {} }) {
  return Boolean(answer) && LISTED.includes(computed?.kind) && Boolean(host()?.hasAttribute('list'));
}

function host() {
  return document.querySelector('id-card-assistant');
}

/** Say whether an answer has more than its lead, so that it can be said in less. */
function isLong({ text = '', custom: { status, answer } = {} }) {
  if (!ANSWERED.includes(status)) return false;
  return answer ? Boolean(answer.lines?.length || answer.doubt || answer.more) : /[.!?]\s/.test(text);
}

/** Hand a link to whatever the device shares with, else to the clipboard; the question stands behind the #, which no server sees. */
async function share(address, words) {
  if (navigator.share && matchMedia('(pointer: coarse)').matches) {
    try {
      await navigator.share({ url: address });
      return '';
    } catch (error) {
      if (error.name === 'AbortError') return '';
    }
  }
  return (await (await answered())?.copy(address)) ? words.linkCopied : words.copyFailed;
}

/** Return a voice of this device for a language; one that speaks from a server is none. */
function voice(language) {
  return globalThis.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
}

/** Read a text aloud; pressed again, be silent. */
function speak(text, language) {
  const again = speechSynthesis.speaking && heard === text;
  hush();
  if (again) return;
  heard = text;
  const said = new SpeechSynthesisUtterance(text.replace(/https?:\S+/g, ''));
  said.voice = voice(language);
  said.lang = language;
  speechSynthesis.speak(said);
}
