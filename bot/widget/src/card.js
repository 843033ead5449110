// The values of a calculation as a small card: what to look at first; the answer's text says the rest.
import { escaped } from './html.js';
import { dateIn, fill, WORDS } from './words.js';

const TITLES = {
  fee: { vi: 'Lệ phí', es: 'Tasa', en: 'Fee' },
  deadline: { vi: 'Thời hạn giải quyết', es: 'Plazo', en: 'Time limit' },
  renewal: { vi: 'Thời hạn thẻ', es: 'Vigencia de la tarjeta', en: 'Validity of the card' },
};

// Which values of `computed` a card shows, in this order, and how each is written.
const IN_PERSON = { vi: 'Nộp trực tiếp', es: 'En persona', en: 'In person' };
const ONLINE = { vi: 'Nộp trực tuyến', es: 'En línea', en: 'Online' };
const ROWS = {
  fee: [
    ['in_person', 'money', IN_PERSON],
    ['online', 'money', ONLINE],
  ],
  deadline: [
    ['received', 'date', { vi: 'Ngày nộp hồ sơ', es: 'Solicitud presentada', en: 'Filed on' }],
    ['last_day', 'date', { vi: 'Chậm nhất', es: 'A más tardar', en: 'At the latest' }],
  ],
  renewal: [
    ['next_date', 'date', { vi: 'Ngày phải đổi thẻ', es: 'Fecha de renovación', en: 'Renewal date' }],
    ['valid_until', 'date', { vi: 'Thẻ dùng được đến', es: 'Válida hasta', en: 'Valid until' }],
  ],
};

const FREE = { vi: 'Không thu', es: 'Sin coste', en: 'Free' };

/** Return the card of `computed`, empty when there is nothing to show. */
export function card(computed, language) {
  if (!computed || differs(computed)) return '';
  const twice = computed.valid_until === computed.next_date ? 'valid_until' : '';
  const rows = (ROWS[computed.kind] ?? [])
    .filter(([key]) => key !== twice && computed[key] !== null && computed[key] !== undefined)
    .map(([key, kind, names]) => [names[language], written(computed[key], kind, computed, language)])
    .map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value)}</dd></div>`);
  if (!rows.length) return '';
  const day = computed.as_of ? `<p>${fill(WORDS[language].asOf, { day: dateIn(language, computed.as_of) })}</p>` : '';
  return `<section class="card"><h3>${TITLES[computed.kind][language]}</h3><dl>${rows.join('')}</dl>${day}</section>`;
}

/** Say whether the values depend on what the question left open, such as the area: then the text says it all. */
function differs({ limits = [], periods = [] }) {
  const last = new Set(limits.map((limit) => limit.last_day));
  const prices = new Set(periods.map((period) => `${period.in_person} ${period.online}`));
  return last.size > 1 || prices.size > 1;
}

function written(value, kind, computed, language) {
  if (kind === 'date') return dateIn(language, value);
  if (value === 0) return FREE[language];
  const style = { style: 'currency', currency: computed.currency, maximumFractionDigits: 0 };
  return new Intl.NumberFormat(language, style).format(value);
}
