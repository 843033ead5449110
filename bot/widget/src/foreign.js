// Words of another language, marked as such: a voice then reads "Công an phường" as Vietnamese within an English line.
import { escaped } from './html.js';

// Letters that Vietnamese has and Spanish and English have not.
const MARKED = String.raw`\p{L}*[ăâđêôơưĂÂĐÊÔƠƯàèìòùÀÈÌÒÙãõÃÕỳỲ\u1ea0-\u1ef9]\p{L}*`;
// "Công an phường": a word without marks belongs to its neighbours.
const VIETNAMESE = String.raw`${MARKED}(?: (?:\p{L}{1,6} )?${MARKED}| an\b)*`;
const CHINESE = String.raw`[\u4e00-\u9fff]+(?:[、，《》（）]*[\u4e00-\u9fff]+)*`;
const SOME_CHINESE = /[\u4e00-\u9fff]/;

/** Return the pattern of words that are not of a language, as the source of a regular expression. */
export function foreignTo(language) {
  return language === 'vi' ? CHINESE : `${VIETNAMESE}|${CHINESE}`;
}

/** Return foreign words as HTML, marked as Vietnamese or Chinese. */
export function mark(words) {
  return `<span lang="${SOME_CHINESE.test(words) ? 'zh' : 'vi'}">${escaped(words)}</span>`;
}

/** Return one line of text as HTML with its foreign words marked, and nothing to press. */
export function runs(text, language) {
  const pattern = new RegExp(foreignTo(language), 'gu');
  let html = '';
  let end = 0;
  for (const found of String(text).matchAll(pattern)) {
    html += escaped(text.slice(end, found.index)) + mark(found[0]);
    end = found.index + found[0].length;
  }
  return html + escaped(String(text).slice(end));
}

/** Return text as HTML, all of it marked where a word of it is foreign: "Điều 25 khoản 4". */
export function whole(text, language) {
  return new RegExp(foreignTo(language), 'u').test(text) ? mark(text) : escaped(text);
}
