// A button for the calendar beside <jalali-date><input></jalali-date> and every input with data-jalali.
// Without scripts the input works as it is: the server reads ۱۴۰۵/۹/۲, 1405-09-02 and 14050902, and checks again.
// Birth and licence dates are typed, without a calendar. The calendar itself is fetched when somebody uses the field.

const WORD = document.documentElement.lang.startsWith('en') ? 'Calendar' : 'تقویم';
const calendar = () => import('./jalali-date.js');

class JalaliDate extends HTMLElement {
  connectedCallback() {
    if (this.opener) return;                        // moved within the page
    this.input = this.querySelector('input');
    if (!this.input || this.input.disabled || this.input.readOnly) return;
    const label = this.input.labels[0]?.textContent.trim() || '';
    this.opener = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: WORD });
    this.opener.setAttribute('aria-haspopup', 'dialog');
    this.opener.setAttribute('aria-label', `${WORD}: ${label}`);
    this.opener.onclick = async () => (await calendar()).open(this);
    this.append(this.opener);
    this.input.addEventListener('change', async () => (await calendar()).tidy(this.input));
  }
}

for (const input of document.querySelectorAll('input[data-jalali]')) {
  if (input.closest('jalali-date')) continue;
  const frame = document.createElement('jalali-date');
  input.replaceWith(frame);
  frame.append(input);
}
globalThis.customElements?.define('jalali-date', JalaliDate);
