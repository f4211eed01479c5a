// What every page loads: small, and nothing depends on it.
import './once.js';

if (document.querySelector('jalali-date, input[data-jalali]')) import('./date-field.js');
if (document.querySelector('[data-live]')) import('./live.js');
for (const form of document.querySelectorAll('[data-suggest]')) form.addEventListener('focusin', () => import('./suggest.js'), { once: true });

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
