// What is under way is looked at again every few seconds, and only what changed is put in its place, where it is
// read aloud. Without this file the page has a link that loads it again.
const SECONDS = 4;

async function look(part) {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]');
    if (!fresh) return location.reload(); // it is finished: the page shows what came of it
    if (fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }
  setTimeout(look, SECONDS * 1000, part);
}

for (const part of document.querySelectorAll('[data-live]')) setTimeout(look, SECONDS * 1000, part);
