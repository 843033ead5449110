// Why an answer did not help: asked once, where it was voted down, and answered by one more press.
import { escaped } from './html.js';

const WHY = {
  vi: {
    ask: 'Chưa đúng ở điểm nào?',
    wrong: 'Thông tin sai',
    unclear: 'Khó hiểu',
    outdated: 'Thông tin cũ',
    not_mine: 'Không đúng câu hỏi',
    other: 'Lý do khác',
    thanks: 'Cảm ơn bạn đã cho biết.',
    failed: 'Chưa ghi nhận được.',
  },
  es: {
    ask: '¿Qué le falta?',
    wrong: 'Es incorrecta',
    unclear: 'No se entiende',
    outdated: 'Está anticuada',
    not_mine: 'No es mi pregunta',
    other: 'Otro motivo',
    thanks: 'Gracias por decirlo.',
    failed: 'No se ha podido guardar.',
  },
  en: {
    ask: 'What is wrong with it?',
    wrong: 'It is wrong',
    unclear: 'It is unclear',
    outdated: 'It is out of date',
    not_mine: 'Not my question',
    other: 'Another reason',
    thanks: 'Thank you for telling me.',
    failed: 'Could not be kept.',
  },
};
const REASONS = ['wrong', 'unclear', 'outdated', 'not_mine', 'other'];

/** Ask beneath an answer's tools; `keep(reason)` resolves to whether it was kept, `tell` says what came of it. */
export function askWhy(tools, language, keep, tell) {
  const words = WHY[language];
  const group = document.createElement('div');
  group.className = 'why';
  group.lang = language;
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', words.ask);
  const button = (reason) => `<button type="button" class="tool" data-reason="${reason}">${escaped(words[reason])}</button>`;
  group.innerHTML = `<span>${escaped(words.ask)}</span>${REASONS.map(button).join('')}`;
  group.addEventListener('click', async (event) => {
    event.stopPropagation(); // the answer's own tools are another matter
    const reason = event.target.closest('button')?.dataset.reason;
    if (!reason) return;
    const said = (await keep(reason)) ? words.thanks : words.failed;
    if (said === words.thanks) group.textContent = said;
    tell(said);
  });
  tools.after(group);
}
