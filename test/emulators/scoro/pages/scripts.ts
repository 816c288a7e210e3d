import type { PageOptions } from './options';

/** Puts what lies in the templates where it belongs, as late as the real site does. */
const fillLate = (late: number): string => `
setTimeout(() => {
  for (const template of document.querySelectorAll('template[data-into]')) {
    const place = document.querySelector(template.dataset.into);
    if (place) place.replaceChildren(template.content.cloneNode(true));
  }
  document.documentElement.dataset.filled = '1';
}, ${late});`;

/** Renders the heading again and again: the element itself twice, only its content twice. */
const swap = (late: number): string => `
[200, 500, 900, 1400].forEach((wait, turn) => setTimeout(() => {
  const place = document.querySelector('#headingPlace');
  const heading = place && place.firstElementChild;
  if (!heading) return;
  if (turn % 2) heading.innerHTML = heading.dataset.inner ?? (heading.dataset.inner = document.querySelector('template[data-into="#headingPlace"]').content.firstElementChild.innerHTML);
  else place.innerHTML = document.querySelector('template[data-into="#headingPlace"]').innerHTML;
  window.__swaps = (window.__swaps ?? 0) + 1;
}, ${late} + wait));`;

/** A list shows its further rows on request, and opens the document of a row that is pressed anywhere. */
const lists = `
document.addEventListener('click', (event) => {
  if (event.target.id === 'moreRows') {
    document.querySelector('#listRows').append(document.querySelector('#furtherRows').content.cloneNode(true));
    event.target.remove();
  }
  const row = event.target.closest('tr[data-id]');
  if (row && !event.target.closest('a, input')) location.href = row.querySelector('.no a').href;
});`;

/** Draws the rows of a list anew, again and again: all of them thrice, then in another order. */
const swapRows = (late: number): string => `
[200, 500, 900, 1400].forEach((wait, turn) => setTimeout(() => {
  const rows = document.querySelector('#listRows');
  if (!rows) return;
  if (turn < 3) rows.replaceChildren(document.querySelector('template[data-into="#listRows"]').content.cloneNode(true));
  else rows.append(...[...rows.children].reverse());
  window.__swaps = (window.__swaps ?? 0) + 1;
}, ${late} + wait));`;

/** The page's own shortcuts: whatever reaches the document is noted, so that leaking keys are seen. */
const shortcuts = `
window.__keys = [];
document.addEventListener('keydown', (event) => window.__keys.push(event.key));`;

/** A page that wants our buttons pressed: synthetic events into every open shadow root, and forged messages. */
const hostile = `
window.__attempts = 0;
const press = (button) => {
  window.__attempts += 1;
  button.click();
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
    button.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, view: window }));
  button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
};
setInterval(() => {
  for (const element of document.querySelectorAll('*'))
    if (element.shadowRoot) element.shadowRoot.querySelectorAll('button').forEach(press);
  window.postMessage({ type: 'send', document: { kind: 'invoice', id: '1001' } }, '*');
  window.postMessage({ source: 'ledgerbar', action: 'send' }, '*');
}, 150);
addEventListener('load', () => {
  const veil = document.createElement('div');
  veil.id = 'veil';
  veil.onclick = () => (window.__veilClicks = (window.__veilClicks ?? 0) + 1);
  document.body.append(veil);
});`;

/** The scripts a page needs for its options. */
export function scriptsFor(options: PageOptions): string {
  return [shortcuts, lists, fillLate(options.late), options.swapping ? swap(options.late) + swapRows(options.late) : '', options.hostile ? hostile : ''].join('\n');
}
