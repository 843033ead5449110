// What can be done with an answer: copy, print, share the question, hear it, keep its day, say whether it helped.
import { dayOf, entry, keep } from './calendar.js';
import { escaped } from './html.js';
import { copy, print } from './paper.js';
import { spokenIn } from './render.js';
import { WORDS } from './words.js';

/** Return the row of buttons under an answer, empty for small talk; only an answer with the id of its question is voted on. */
export function tools(message, language, id) {
  const { citations = [], computed, status } = message.custom ?? {};
  if (!citations.length && status !== 'handoff') return '';
  const spoken = spokenIn(message, language);
  const offered = ['copy', 'print', 'share', ...(voice(spoken) ? ['listen'] : []), ...(dayOf(computed) ? ['calendar'] : [])];
  const votes = id && citations.length ? ['up', 'down'] : [];
  const vote = (name) => `<li><button type="button" class="tool vote" data-tool="${name}">${escaped(WORDS[spoken][name])}</button></li>`;
  const buttons = offered.map((name) => `<li><button type="button" class="tool" data-tool="${name}">${escaped(WORDS[spoken][name])}</button></li>`);
  return `<ul class="tools" aria-label="${escaped(WORDS[spoken].tools)}">${buttons.join('')}${votes.map(vote).join('')}</ul>`;
}

/** Do what a button says; return what is said about it, if anything. */
export async function use(name, { message, asked, id, server, language }) {
  const words = WORDS[language];
  if (name === 'copy') return (await copy(message.text)) ? words.copied : words.copyFailed;
  if (name === 'print') print(message.text, language);
  if (name === 'share') return share(`${server.base}#q=${encodeURIComponent(asked)}`, words);
  if (name === 'listen') speak(message.text, language);
  if (name === 'calendar') keep('nhac.ics', 'text/calendar', entry(dayOf(message.custom.computed), words.title, message.text));
  if (name === 'up' || name === 'down') return (await server.vote(id, name)) ? words.thanks : words.voteFailed;
  return '';
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
  return (await copy(address)) ? words.linkCopied : words.copyFailed;
}

/** Return a voice of this device for a language; one that speaks from a server is none. */
function voice(language) {
  return globalThis.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
}

function speak(text, language) {
  const playing = speechSynthesis.speaking;
  speechSynthesis.cancel();
  if (playing) return; // pressed again: silence
  const said = new SpeechSynthesisUtterance(text.replace(/https?:\S+/g, ''));
  said.voice = voice(language);
  said.lang = language;
  speechSynthesis.speak(said);
}
