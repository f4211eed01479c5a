// A form with data-once is sent once: the second press of a slow line does nothing. The form's own key
// stays as it is, so that a repeated request is known by the server too. Without this file all still works.
const PATIENCE = 1200; // milliseconds, after which a slow answer is spoken of

document.addEventListener('submit', event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-once')) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  form.setAttribute('aria-busy', 'true');
  // The pressed button's name and value are read after this event, so it may only be switched off later.
  const busy = document.getElementById('busy');
  setTimeout(() => { if (busy && form.dataset.sent) busy.textContent = busy.dataset.words; }, PATIENCE);
  setTimeout(() => { for (const button of form.querySelectorAll('button:not([type=button])')) button.setAttribute('aria-disabled', 'true'); });
});

// Coming back with the browser's own button shows the page as it was left: let it be sent again.
addEventListener('pageshow', () => {
  const busy = document.getElementById('busy');
  if (busy) busy.textContent = '';
  for (const form of document.querySelectorAll('form[data-once]')) {
    delete form.dataset.sent;
    form.removeAttribute('aria-busy');
    for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
  }
});
