import { describe, expect, it } from 'vitest';
import { composedAncestors, isVisible, judge, type Sight } from '../../../components/quick-actions/visible';

const layer = { opacity: 1, visible: true, filter: 'none' };
const seen: Sight = { width: 60, height: 34, layers: [layer, layer], onTop: true };

describe('isVisible', () => {
  it('lets through what the user can see', () => expect(isVisible(seen)).toBe(true));
  it.each<[string, Partial<Sight>]>([
    ['too small', { width: 2 }],
    ['flat', { height: 0 }],
    ['covered', { onTop: false }],
    ['see-through somewhere above', { layers: [layer, { ...layer, opacity: 0 }] }],
    ['faint by several layers', { layers: Array.from({ length: 8 }, () => ({ ...layer, opacity: 0.8 })) }],
    ['hidden', { layers: [{ ...layer, visible: false }] }],
    ['see-through by a filter', { layers: [layer, { ...layer, filter: 'opacity(0)' }] }],
  ])('refuses what is %s', (_, part) => expect(isVisible({ ...seen, ...part })).toBe(false));
});

describe('judge', () => {
  it('takes an event a script made for forged', () => {
    const button = document.createElement('button');
    document.body.append(button);
    let verdict = '';
    button.addEventListener('click', (event) => (verdict = judge(event)));
    button.click();
    expect(verdict).toBe('forged');
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    expect(verdict).toBe('forged');
  });
});

describe('composedAncestors', () => {
  it('goes through shadow roots', () => {
    const host = document.createElement('div');
    const inner = document.createElement('b');
    host.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(host);
    expect(composedAncestors(inner)).toEqual([inner, host, document.body, document.documentElement]);
  });
});
