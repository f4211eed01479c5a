// The calendar of a Jalali date, for a page that asks for it: `date-field.js` loads this when a field is first used.

const ENGLISH = document.documentElement.lang.startsWith('en');
const MONTHS = ENGLISH
  ? ['Farvardin', 'Ordibehesht', 'Khordad', 'Tir', 'Mordad', 'Shahrivar', 'Mehr', 'Aban', 'Azar', 'Dey', 'Bahman', 'Esfand']
  : ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'];
const DAYS = ENGLISH
  ? ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
  : ['شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه'];
const DAYS_SHORT = ENGLISH ? ['Sa', 'Su', 'Mo', 'Tu', 'We', 'Th', 'Fr'] : ['ش', 'ی', 'د', 'س', 'چ', 'پ', 'ج'];
const WORDS = ENGLISH
  ? { calendar: 'Calendar', before: 'Previous month', after: 'Next month', today: 'Today', close: 'Close' }
  : { calendar: 'تقویم', before: 'ماه قبل', after: 'ماه بعد', today: 'امروز', close: 'بستن' };

const FIRST_YEAR = 1301, LAST_YEAR = 1469;          // the leap rule below holds for these years only
const LEAP = new Set([1, 5, 9, 13, 17, 22, 26, 30]);

export const persian = text => String(text).replace(/\d/g, digit => '۰۱۲۳۴۵۶۷۸۹'[digit]);
export const ascii = text => String(text)
  .replace(/[۰-۹]/g, digit => digit.charCodeAt(0) - 0x6f0)
  .replace(/[٠-٩]/g, digit => digit.charCodeAt(0) - 0x660);
const shown = ENGLISH ? String : persian;

export const isLeap = year => LEAP.has(year % 33);
export const monthLength = (year, month) => month < 7 ? 31 : month < 12 ? 30 : isLeap(year) ? 30 : 29;

// Days since 1300/01/01, a Monday.
const leapsBefore = year => { let count = 0; for (let y = 1300; y < year; y++) count += isLeap(y); return count; };
const daysBeforeMonth = month => month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
export const toDay = (year, month, day) => (year - 1300) * 365 + leapsBefore(year) + daysBeforeMonth(month) + day - 1;
export function fromDay(number) {
  let year = 1300 + Math.floor(number / 365.2422);
  while (toDay(year + 1, 1, 1) <= number) year++;
  while (toDay(year, 1, 1) > number) year--;
  let rest = number - toDay(year, 1, 1), month = 1;
  while (rest >= monthLength(year, month)) rest -= monthLength(year, month++);
  return [year, month, rest + 1];
}
const FIRST = toDay(FIRST_YEAR, 1, 1), LAST = toDay(LAST_YEAR, 12, monthLength(LAST_YEAR, 12));
const weekday = number => (number + 2) % 7;         // Saturday is 0
const within = number => Math.min(LAST, Math.max(FIRST, number));

export function parse(text) {
  const plain = ascii(text).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const found = plain.match(/^(\d{4})[/\-.،\s](\d{1,2})[/\-.،\s](\d{1,2})$/) || plain.match(/^(\d{4})(\d{2})(\d{2})$/);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  const real = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  return real ? [year, month, day] : null;
}
export const written = ([year, month, day]) => shown(`${year}/${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}`);

// Today in Tehran, wherever the machine stands.
function today() {
  const parts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'Asia/Tehran', year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(new Date());
  const part = type => parseInt(parts.find(p => p.type === type).value, 10);
  return toDay(part('year'), part('month'), part('day'));
}

function element(tag, className, text = '', attributes = {}) {
  const made = Object.assign(document.createElement(tag), { className, textContent: text });
  if (tag === 'button') made.type = 'button';
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

class Calendar {
  constructor(field) {
    this.field = field;
    this.input = field.input;
    this.opener = field.opener;
  }

  open() {
    const typed = parse(this.input.value);
    this.cursor = typed ? toDay(...typed) : within(today());
    if (!this.dialog) this.build();
    this.dialog.showModal();
    this.draw(true);
  }

  build() {
    this.dialog = element('dialog', 'jd', '', { 'aria-label': WORDS.calendar });
    this.caption = element('h2', 'jd-title', '', { 'aria-live': 'polite' });
    this.grid = element('table', 'jd-grid', '', { role: 'grid' });
    // ‹ and › mirror themselves from right to left: written in Latin order they point the right way.
    const before = element('button', 'jd-nav', '‹', { 'aria-label': WORDS.before });
    const after = element('button', 'jd-nav', '›', { 'aria-label': WORDS.after });
    before.onclick = () => this.months(-1);
    after.onclick = () => this.months(1);
    const head = element('div', 'jd-head'), foot = element('div', 'jd-foot');
    const now = element('button', 'btn', WORDS.today), close = element('button', 'btn', WORDS.close);
    now.onclick = () => { this.cursor = within(today()); this.draw(true); };
    close.onclick = () => this.dialog.close();
    head.append(before, this.caption, after);
    foot.append(now, close);
    this.dialog.append(head, this.grid, foot);
    this.grid.onkeydown = event => this.key(event);
    this.dialog.onclose = () => this.opener.focus();
    this.field.append(this.dialog);
  }

  key(event) {
    const forward = ENGLISH ? 'ArrowRight' : 'ArrowLeft', backward = ENGLISH ? 'ArrowLeft' : 'ArrowRight';
    const step = { [backward]: -1, [forward]: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (step) this.cursor = within(this.cursor + step);
    else if (event.key === 'PageUp') this.months(event.shiftKey ? -12 : -1);
    else if (event.key === 'PageDown') this.months(event.shiftKey ? 12 : 1);
    else if (event.key === 'Home') this.cursor = within(this.cursor - weekday(this.cursor));
    else if (event.key === 'End') this.cursor = within(this.cursor + 6 - weekday(this.cursor));
    else return;
    event.preventDefault();
    this.draw(true);
  }

  months(count) {
    const [year, month, day] = fromDay(this.cursor), at = year * 12 + month - 1 + count;
    const toYear = Math.floor(at / 12), toMonth = at % 12 + 1;
    if (toYear < FIRST_YEAR || toYear > LAST_YEAR) return;
    this.cursor = toDay(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth)));
    this.draw(false);
  }

  choose(date) {
    this.input.value = written(date);
    this.input.dispatchEvent(new Event('change', { bubbles: true }));
    this.dialog.close();
  }

  draw(focus) {
    const [year, month] = fromDay(this.cursor), first = toDay(year, month, 1), now = today(), name = `${MONTHS[month - 1]} ${shown(year)}`;
    this.caption.textContent = name;
    this.grid.setAttribute('aria-label', name);
    const head = document.createElement('thead'), body = document.createElement('tbody'), names = head.insertRow();
    DAYS_SHORT.forEach((short, i) => names.append(element('th', '', short, { scope: 'col', abbr: DAYS[i], 'aria-label': DAYS[i] })));
    let row = body.insertRow();
    for (let i = 0; i < weekday(first); i++) row.insertCell();
    for (let day = 1; day <= monthLength(year, month); day++) {
      const number = first + day - 1;
      if (weekday(number) === 0 && day > 1) row = body.insertRow();
      const cell = row.insertCell();
      cell.setAttribute('role', 'gridcell');
      const button = element('button', weekday(number) === 6 ? 'jd-off' : '', shown(day), { 'aria-label': `${DAYS[weekday(number)]} ${shown(day)} ${name}` });
      button.tabIndex = number === this.cursor ? 0 : -1;
      if (number === now) button.setAttribute('aria-current', 'date');
      if (number === this.cursor) cell.setAttribute('aria-selected', 'true');
      button.onclick = () => this.choose([year, month, day]);
      cell.append(button);
    }
    this.grid.replaceChildren(head, body);
    if (focus) this.grid.querySelector('[tabindex="0"]').focus();
  }
}

const calendars = new WeakMap();

export function open(field) {
  if (!calendars.has(field)) calendars.set(field, new Calendar(field));
  calendars.get(field).open();
}

// What was typed, as the house writes a date; what is none stays as it is, and the server says so.
export function tidy(input) {
  const date = parse(input.value);
  if (date) input.value = written(date);
}
