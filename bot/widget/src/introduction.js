// What a person reads before the first question: a program, whose, what is kept, which rights. The server words it.
import { runs } from './foreign.js';

/** Show the introduction above all else, in place of one in another language. */
export function introduce(list, text, language) {
  list.querySelector('.introduction')?.remove();
  const item = document.createElement('li');
  item.className = 'introduction';
  item.lang = language;
  item.innerHTML = runs(text, language); // an office's name is Vietnamese in any language
  list.prepend(item);
}
