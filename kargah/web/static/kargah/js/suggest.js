// Rows offered under a search while one types: arrows choose, Enter goes there, Escape puts them away. What is typed
// is sent in a body, as the search itself is; a number alone is not sent at all before the search is pressed.
// Without this file the form searches as it is.
const FEWEST = 3, PAUSE = 250; // letters, and milliseconds without another one

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.elements.sought;
    this.list = Object.assign(document.createElement('div'), { className: 'suggests', id: `${this.input.id}-list`, hidden: true });
    this.told = Object.assign(document.createElement('p'), { className: 'vh' });
    this.told.setAttribute('role', 'status');
    this.list.setAttribute('role', 'listbox');
    this.input.after(this.list, this.told);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.list.id, 'aria-expanded': 'false', autocomplete: 'off' })) this.input.setAttribute(name, value);
    this.input.addEventListener('input', () => this.wait());
    this.input.addEventListener('keydown', event => this.press(event));
    form.addEventListener('focusout', event => { if (!form.contains(event.relatedTarget)) this.close(); });
    this.list.addEventListener('mousedown', event => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener('click', event => this.take(event.target.closest('button')));
  }

  wait() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.input.value.trim();
    if (typed.length < FEWEST || !/[\p{L}/]/u.test(typed)) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking = new AbortController();
    const { signal } = this.asking, { suggest } = this.form.dataset;
    const words = await fetch(suggest, { method: 'POST', body: new FormData(this.form), signal, redirect: 'error' })
      .then(answer => answer.ok ? answer.text() : '').catch(() => '');
    if (!signal.aborted && this.form.contains(document.activeElement)) this.show(words);
  }

  show(words) {
    const offered = new DOMParser().parseFromString(words, 'text/html').querySelector('[data-told]');
    this.rows = [...offered?.children || []];
    this.list.replaceChildren(...this.rows);
    this.rows.forEach((row, place) => { row.id = `${this.list.id}-${place}`; row.tabIndex = -1; });
    this.list.hidden = !this.rows.length;
    this.list.setAttribute('aria-label', offered?.dataset.list || '');
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.told.textContent = offered?.dataset.told || '';
    this.choose(-1);
  }

  choose(place) {
    this.place = place;
    this.rows.forEach((row, number) => row.setAttribute('aria-selected', String(number === place)));
    this.rows[place]?.scrollIntoView({ block: 'nearest' });
    if (place < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', this.rows[place].id);
  }

  press(event) {
    if (event.isComposing || this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], many = this.rows.length + 1; // one place is the box itself
    if (step) this.choose((this.place + 1 + step + many) % many - 1);
    else if (event.key === 'Enter' && this.place >= 0) this.rows[this.place].click();
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
  }

  take(button) {
    if (!button) return; // a link goes by itself
    this.input.value = button.value;
    this.form.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (!this.list.hidden) this.show('');
  }
}

for (const form of document.querySelectorAll('form[data-suggest]')) {
  const suggestions = new Suggestions(form);
  if (document.activeElement === suggestions.input) suggestions.wait(); // typed while this file came
}
