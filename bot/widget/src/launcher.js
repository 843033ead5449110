// What is said before the chat is loaded.

export const LANGUAGES = { vi: 'Tiếng Việt', es: 'Español', en: 'English' };

export const LAUNCHER = {
  vi: { launcher: 'Hỏi về thẻ căn cước', noHistory: 'Chưa kết nối được với trợ lý.' },
  es: { launcher: 'Consultas sobre la tarjeta de identidad', noHistory: 'No hay conexión con el asistente.' },
  en: { launcher: 'Ask about identity cards', noHistory: 'The assistant cannot be reached.' },
};
