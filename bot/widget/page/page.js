// The demonstration page: one language at a time, and example questions that open the chat.
// Without this script all three languages are shown one after the other.
const sections = [...document.querySelectorAll('main > section')];
const links = [...document.querySelectorAll('nav a')];

function show(language) {
  const chosen = sections.find((section) => section.id === language) ?? sections[0];
  for (const section of sections) section.hidden = section !== chosen;
  for (const link of links) {
    if (link.lang === chosen.id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  document.documentElement.lang = chosen.id;
  document.title = chosen.dataset.title;
  document.querySelector('.brand span').textContent = chosen.dataset.title;
}

function choose(language) {
  show(language);
  window.idCardAssistant?.setLanguage(language);
}

for (const chip of document.querySelectorAll('.chips button')) {
  chip.addEventListener('click', () => {
    if (window.idCardAssistant) window.idCardAssistant.ask(chip.textContent);
    else chip.closest('section').querySelector('.trouble').hidden = false;
  });
}
for (const link of links) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    history.replaceState(null, '', link.hash);
    choose(link.lang);
  });
}
if (location.hash) choose(location.hash.slice(1));
else show(window.idCardAssistant?.language);
