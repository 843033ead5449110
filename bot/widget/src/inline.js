// Text as HTML: web addresses and telephone numbers to press, and words of another language marked as such.
import { escaped } from './html.js';
import { WORDS } from './words.js';

const ADDRESS = String.raw`https:\/\/(?:[\w-]+\.)*[\w-]+(?:\/[\w.\/#?=%~+-]*[\w\/#=%~+-]|\/)?|(?<![\w.@-])(?:[\w-]+\.)+gov\.(?:vn|cn)(?![\w-])`;
const HOTLINE = String.raw`\b1900 ?\d{4}\b`;
// Letters that Vietnamese has and Spanish and English have not.
const MARKED = String.raw`\p{L}*[ăâđêôơưĂÂĐÊÔƠƯàèìòùÀÈÌÒÙãõÃÕỳỲ\u1ea0-\u1ef9]\p{L}*`;
// "Công an phường": a word without marks belongs to its neighbours.
const VIETNAMESE = String.raw`${MARKED}(?: (?:\p{L}{1,6} )?${MARKED}| an\b)*`;
const CHINESE = String.raw`[\u4e00-\u9fff]+(?:[、，《》（）]*[\u4e00-\u9fff]+)*`;

/** Return one line of text as HTML; `numbers` are telephone numbers that the answer names. */
export function inline(text, language, numbers = []) {
  const known = numbers.map((number) => `(?<!\\d)${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\d/])`);
  const foreign = language === 'vi' ? CHINESE : `${VIETNAMESE}|${CHINESE}`;
  const pattern = new RegExp(`(?<address>${ADDRESS})|(?<number>${[...known, HOTLINE].join('|')})|(?<foreign>${foreign})`, 'gu');
  let html = '';
  let end = 0;
  for (const found of String(text).matchAll(pattern)) {
    html += escaped(text.slice(end, found.index)) + marked(found.groups, language);
    end = found.index + found[0].length;
  }
  return html + escaped(String(text).slice(end));
}

/** Return text as HTML, all of it marked as Vietnamese or Chinese where a word of it is: "Điều 25 khoản 4". */
export function whole(text, language) {
  const foreign = /[\u4e00-\u9fff]/.test(text) ? 'zh' : language !== 'vi' && new RegExp(MARKED, 'u').test(text) ? 'vi' : null;
  return foreign ? `<span lang="${foreign}">${escaped(text)}</span>` : escaped(text);
}

function marked({ address, number, foreign }, language) {
  if (number) return `<a href="tel:${number.replace(/[^\d+]/g, '')}">${escaped(number)}</a>`;
  if (foreign) return `<span lang="${/[\u4e00-\u9fff]/.test(foreign) ? 'zh' : 'vi'}">${escaped(foreign)}</span>`;
  return link(address.startsWith('https:') ? address : `https://${address}`, escaped(address), language);
}

/** Return a link that opens beside the conversation; `html` is what it shows. */
export function link(address, html, language) {
  return `<a href="${escaped(address)}" target="_blank" rel="noopener noreferrer">${html}<span class="hidden"> ${WORDS[language].newWindow}</span></a>`;
}

/** Return plain text with its paragraphs and lists as HTML. */
export function paragraphs(text, language, numbers) {
  const blocks = [];
  for (const line of text.split('\n').map((part) => part.trim())) {
    const [, bullet, item] = line.match(/^([-•*]|\d{1,2}[.)])\s+(.*)$/) ?? [];
    const kind = !line ? '' : !bullet ? 'p' : /\d/.test(bullet) ? 'ol' : 'ul';
    const last = blocks[blocks.length - 1];
    if (last && kind && last.kind === kind) last.lines.push(item ?? line);
    else blocks.push({ kind, lines: [item ?? line], start: kind === 'ol' ? parseInt(bullet, 10) : 0 });
  }
  const said = (line) => inline(line, language, numbers);
  return blocks
    .filter(({ kind }) => kind)
    .map(({ kind, lines, start }) => {
      if (kind === 'p') return `<p>${lines.map(said).join('<br>')}</p>`;
      return `<${kind}${start > 1 ? ` start="${start}"` : ''}>${lines.map((line) => `<li>${said(line)}</li>`).join('')}</${kind}>`;
    })
    .join('');
}
