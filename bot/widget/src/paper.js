// An answer on paper, or in the clipboard, for those who want to take it along.
const CSS = `
  @media screen { .id-card-assistant-paper { display: none } }
  @media print {
    body > :not(.id-card-assistant-paper) { display: none !important }
    .id-card-assistant-paper { font: 13pt/1.5 system-ui, sans-serif; color: #000; white-space: pre-line }
  }`;

/** Print a text alone, whatever else is on the page. */
export function print(text, language) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const paper = document.createElement('div');
  paper.className = 'id-card-assistant-paper';
  paper.lang = language;
  paper.textContent = text;
  document.body.append(paper);
  const done = () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  addEventListener('afterprint', done, { once: true });
  window.print();
}

/** Put a text into the clipboard; return whether the browser let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByField(text); // a page without HTTPS has no clipboard
  }
}

function copyByField(text) {
  const field = document.createElement('textarea');
  field.value = text;
  const opened = document.querySelector('id-card-assistant').shadowRoot.querySelector('dialog');
  opened.append(field); // a modal dialog leaves the focus to what is within it
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
