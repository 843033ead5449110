// Text as HTML: web addresses and telephone numbers to press, and words of another language marked as such.
import { foreignTo, mark } from './foreign.js';
import { escaped } from './html.js';
import { WORDS } from './words.js';

const ADDRESS = String.raw`https:\/\/(?:[\w-]+\.)*[\w-]+(?:\/[\w.\/#?=%~+-]*[\w\/#=%~+-]|\/)?|(?<![\w.@-])(?:[\w-]+\.)+gov\.(?:vn|cn)(?![\w-])`;
const HOTLINE = String.raw`\b1900 ?\d{4}\b`;

/** Return one line of text as HTML; `numbers` are telephone numbers that the answer names. */
export function inline(text, language, numbers = []) {
  const known = numbers.map((number) => `(?<!\\d)${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\d/])`);
  const pattern = new RegExp(`(?<address>${ADDRESS})|(?<number>${[...known, HOTLINE].join('|')})|(?<foreign>${foreignTo(language)})`, 'gu');
  let html = '';
  let end = 0;
  for (const found of String(text).matchAll(pattern)) {
    html += escaped(text.slice(end, found.index)) + marked(found.groups, language);
    end = found.index + found[0].length;
  }
  return html + escaped(String(text).slice(end));
}

function marked({ address, number, foreign }, language) {
  if (number) return `<a href="tel:${number.replace(/[^\d+]/g, '')}">${escaped(number)}</a>`;
  if (foreign) return mark(foreign);
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
