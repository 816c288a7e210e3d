import { render } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { VirtualTable } from '../../../components/shared/VirtualTable';
import { settle } from './fixtures';

let root: HTMLElement;
const drawn = () => [...root.querySelectorAll<HTMLElement>('tbody > tr[data-index]')].map((row) => Number(row.dataset['index']));
const draw = async (count: number, onRange?: (first: number, last: number) => void) => {
  render(
    <VirtualTable class="rows" label="Rows" columns={1} height={40} count={count} keyOf={(index) => index} head={<tr><th scope="col">Name</th></tr>}
      draw={(index, attributes) => <tr {...attributes}><td><button type="button">{`row ${index}`}</button></td></tr>} {...(onRange ? { onRange } : {})} />, root);
  await settle();
};
const scrollTo = async (row: number) => {
  const scroller = root.querySelector<HTMLElement>('.scroll.tall')!;
  scroller.scrollTop = row * 40;
  scroller.dispatchEvent(new Event('scroll'));
  await settle();
};

beforeEach(() => {
  vi.stubGlobal('reportError', vi.fn());
  document.body.replaceChildren((root = document.createElement('div')));
});

it('a short table is drawn whole', async () => {
  await draw(100);
  expect(drawn()).toHaveLength(100);
  expect(root.querySelector('[data-space]')).toBeNull();
});

it('of fifty thousand rows only what is in sight is drawn, and how many there are is said', async () => {
  await draw(50_000);
  expect(drawn()[0]).toBe(0);
  expect(drawn().length).toBeLessThan(50);
  expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('50001');
  await scrollTo(30_000);
  expect(drawn()).toContain(30_000);
  expect(drawn().length).toBeLessThan(50);
  expect(root.querySelector('[data-index="30000"]')?.getAttribute('aria-rowindex')).toBe('30002');
  const spaces = [...root.querySelectorAll<HTMLElement>('[data-space] > td')].map((cell) => Number.parseInt(cell.style.height, 10));
  expect(spaces.reduce((sum, space) => sum + space, 0) + drawn().length * 40).toBe(50_000 * 40);
});

it('tells which rows are in sight, so that they can be read', async () => {
  const onRange = vi.fn();
  await draw(50_000, onRange);
  await scrollTo(10_000);
  const [first, last] = onRange.mock.lastCall!;
  expect(first).toBeLessThanOrEqual(10_000);
  expect(last).toBeGreaterThan(10_000);
  expect(last - first).toBeLessThan(50);
});

it('keeps the row that has the focus while others scroll by', async () => {
  await draw(50_000);
  const button = root.querySelector<HTMLButtonElement>('[data-index="2"] button')!;
  button.focus();
  await scrollTo(40_000);
  expect(drawn()[0]).toBe(2);
  expect(drawn()).toContain(40_000);
  expect(document.activeElement).toBe(button);
  button.blur();
  await scrollTo(20_000);
  expect(drawn()).not.toContain(2);
});

it('stays where it is when rows come and go', async () => {
  await draw(50_000);
  await scrollTo(1000);
  await draw(900);
  expect(Math.max(...drawn())).toBe(899);
  await draw(3);
  expect(drawn()).toEqual([0, 1, 2]);
});
