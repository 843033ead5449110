// The values of a calculation as a table beneath the answer, closed: the answer itself says what was asked.
import { escaped } from './html.js';
import { dateIn, fill } from './dates.js';

const PERSON = { vi: 'Nộp trực tiếp', es: 'En persona', en: 'In person' };
const ONLINE = { vi: 'Nộp trực tuyến', es: 'En línea', en: 'Online' };
const WAIVED = { vi: 'Trực tuyến, đủ điều kiện, đến {day}', es: 'En línea, con requisitos, hasta el {day}', en: 'Online, if you qualify, until {day}' };
const WAIVED_OPEN = { vi: 'Trực tuyến, đủ điều kiện', es: 'En línea, con requisitos', en: 'Online, if you qualify' };
const FREE = { vi: 'Không thu', es: 'Sin coste', en: 'Free' };
const FILED = { vi: 'Ngày nộp hồ sơ', es: 'Solicitud presentada', en: 'Filed on' };
const LIMIT = { vi: 'Thời hạn', es: 'Plazo', en: 'Time limit' };
const LATEST = { vi: 'Chậm nhất', es: 'A más tardar', en: 'At the latest' };
const EXTENDED = { vi: 'Nếu gia hạn', es: 'Si se prorroga', en: 'If extended' };
const ESTIMATE = { vi: 'Dự kiến', es: 'Estimación', en: 'Estimate' };
const ESTIMATED = { vi: 'lịch nghỉ chưa chắc', es: 'festivos no confirmados', en: 'holidays not confirmed' };
const NEXT = { vi: 'Ngày phải đổi thẻ', es: 'Fecha de renovación', en: 'Renewal date' };
const VALID = { vi: 'Thẻ dùng được đến', es: 'Válida hasta', en: 'Valid until' };
const NEVER = { vi: 'không phải đổi theo tuổi nữa', es: 'ya no hay que renovarla por edad', en: 'no further change by age' };
const DUE = { vi: 'đã đến hạn', es: 'ya ha vencido', en: 'already due' };
const AS_OF = { vi: 'Tính theo quy định ngày {day}', es: 'Según las normas del {day}', en: 'By the rules of {day}' };
const UNITS = {
  working: { vi: ['ngày làm việc', 'ngày làm việc'], es: ['día hábil', 'días hábiles'], en: ['working day', 'working days'] },
  calendar: { vi: ['ngày', 'ngày'], es: ['día natural', 'días naturales'], en: ['calendar day', 'calendar days'] },
};

const KINDS = {
  fee: { title: { vi: 'Lệ phí', es: 'Tasa', en: 'Fee' }, rows: feeRows },
  deadline: { title: { vi: 'Thời hạn giải quyết', es: 'Plazo', en: 'Time limit' }, rows: deadlineRows },
  renewal: { title: { vi: 'Thời hạn thẻ', es: 'Vigencia de la tarjeta', en: 'Validity of the card' }, rows: renewalRows },
  checklist: { title: { vi: 'Danh sách để mang theo', es: 'Lista para llevar', en: 'List to take along' }, rows: checklistRows },
};

/** Return the values of `computed` as a table to unfold, empty when there is nothing to show that `lines` do not say. */
export function card(computed, language, lines = []) {
  const kind = KINDS[computed?.kind];
  if (!kind) return '';
  const rows = kind
    .rows(computed, language, lines)
    .map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`);
  if (!rows.length) return '';
  const day = computed.as_of ? `<p>${fill(AS_OF[language], { day: dateIn(language, computed.as_of) })}</p>` : '';
  return `<details class="card"><summary>${kind.title[language]}</summary><dl>${rows.join('')}</dl>${day}</details>`;
}

/** Return the price, that of each period when it changed, or the whole tariff. */
function feeRows({ lines, periods = [], ...fee }, language) {
  if (lines) return tariff(lines, language);
  const changes = new Set(periods.map((period) => `${period.in_person} ${period.online}`)).size > 1;
  if (changes) {
    return periods.map((period) => [`${dateIn(language, period.from)} – ${dateIn(language, period.to)}`, both(period, fee.currency, language)]);
  }
  const waiver = fee.online_waiver;
  const waived = waiver?.until ? fill(WAIVED[language], { day: dateIn(language, waiver.until) }) : WAIVED_OPEN[language];
  return [
    ...priced(fee.in_person, fee.online, fee.currency, language),
    ...(waiver ? [[waived, money(waiver.amount, fee.currency, language)]] : []),
  ];
}

function tariff(lines, language) {
  return lines
    .filter((line) => known(line.in_person ?? line.online))
    .map((line) => {
      const name = term('procedure', line.procedure, language);
      return [capital(line.reason ? `${name} (${term('reason', line.reason, language)})` : name), both(line, line.currency, language)];
    });
}

/** Return the last day, that of each area or procedure where they differ, or the length of the limit. */
function deadlineRows({ limits = [], ...deadline }, language) {
  const differ = new Set(limits.map((limit) => limit.last_day ?? `${limit.days} ${limit.unit}`)).size > 1;
  const several = new Set(limits.map((limit) => limit.procedure)).size > 1;
  const ends = differ
    ? limits.map((limit) => [place(limit, several, language), limit.last_day ? dateIn(language, limit.last_day) : days(limit, language)])
    : [
        ...limits.slice(0, 1).map((limit) => [LIMIT[language], days(limit, language)]),
        ...(deadline.last_day ? [[LATEST[language], dateIn(language, deadline.last_day)]] : []),
        ...(deadline.extended ? [[EXTENDED[language], dateIn(language, deadline.extended)]] : []),
      ];
  return [
    ...(deadline.received ? [[FILED[language], dateIn(language, deadline.received)]] : []),
    ...ends,
    ...(deadline.estimate ? [[ESTIMATE[language], ESTIMATED[language]]] : []),
  ];
}

function renewalRows({ next_date: next, valid_until: until, ...renewal }, language) {
  if (renewal.no_further_expiry) return [[NEXT[language], NEVER[language]]];
  const due = renewal.already_due ? ` (${DUE[language]})` : '';
  return [
    ...(next ? [[NEXT[language], dateIn(language, next) + due]] : []),
    ...(until && until !== next ? [[VALID[language], dateIn(language, until)]] : []),
  ];
}

/** Return the prices and the limit of a checklist, but for what a line of the answer says already. */
function checklistRows({ limits = [], ...checklist }, language, lines) {
  const currency = checklist.document.startsWith('cn_') ? 'CNY' : 'VND';
  // Of several limits for one place the longest is binding; a shorter one is what some offices promise.
  const binding = new Map();
  for (const limit of limits) {
    const where = limit.areas?.length ? place(limit, false, language) : LIMIT[language];
    if (!(binding.get(where)?.days >= limit.days)) binding.set(where, limit);
  }
  const isSaid = ([where, length]) => where === LIMIT[language] && lines.some(({ text }) => new RegExp(`(?<!\\d)${length}`).test(text));
  return [
    ...(saysPrices(lines, checklist) ? [] : priced(checklist.in_person, checklist.online_fee, currency, language)),
    ...[...binding].map(([where, limit]) => [where, days(limit, language)]).filter((row) => !isSaid(row)),
  ];
}

/** Say whether the line on what to pay names every price; "No fee." names none of nothing. */
function saysPrices(lines, { in_person: inPerson, online_fee: online }) {
  const paid = lines.find(({ label }) => label === 'pay')?.text;
  const named = (paid?.match(/\d[\d.,]*/g) ?? []).map((figure) => Number(figure.replace(/\D/g, '')));
  return Boolean(paid) && [inPerson, online].filter(known).every((price) => (named.length ? named.includes(price) : price === 0));
}

function priced(inPerson, online, currency, language) {
  return [
    ...(known(inPerson) ? [[PERSON[language], money(inPerson, currency, language)]] : []),
    ...(known(online) ? [[ONLINE[language], money(online, currency, language)]] : []),
  ];
}

/** Return one price, or both where they differ. */
function both(prices, currency, language) {
  const [person, online] = [prices.in_person, prices.online].map((amount) => known(amount) && money(amount, currency, language));
  if (!online || !person || person === online) return person || online || '–';
  return `${person} (${PERSON[language].toLowerCase()}), ${online} (${ONLINE[language].toLowerCase()})`;
}

function place(limit, several, language) {
  const areas = limit.areas ?? (limit.area ? [limit.area] : []);
  const names = areas.map((area) => term('area', area, language));
  if (several || !names.length) names.unshift(term('procedure', limit.procedure, language));
  return capital(names.join(', '));
}

function days({ days: count, unit }, language) {
  const [one, many] = UNITS[unit]?.[language] ?? [unit, unit];
  return `${count} ${count === 1 ? one : many}`;
}

function money(amount, currency, language) {
  if (amount === 0) return FREE[language];
  const style = { style: 'currency', currency, maximumFractionDigits: 0 };
  return new Intl.NumberFormat(language, style).format(amount);
}

/** Return how the assistant's vocabulary (data/vocabulary.yml) says a value; TERMS is put in by build.js. */
function term(kind, value, language) {
  return TERMS[kind][value]?.[language] ?? value ?? '';
}

const known = (amount) => amount !== null && amount !== undefined;
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
