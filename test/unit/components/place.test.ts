import { beforeEach, describe, expect, it } from 'vitest';
import { findAnchor, Keeper, patience } from '../../../components/quick-actions/place';

const anchors = [{ selector: '.best', place: 'after' }, { selector: '.second', place: 'append' }] as const;
let now = 0;
const make = () => {
  const bar = document.createElement('x-bar');
  return { bar, keeper: new Keeper(bar, anchors, document, () => now) };
};
const bars = () => document.querySelectorAll('x-bar').length;

beforeEach(() => {
  now = 0;
  document.body.replaceChildren();
});

function redraw(name = 'best'): HTMLElement {
  const box = document.createElement('div');
  const anchor = document.createElement('h1');
  anchor.className = name;
  box.append(anchor, document.createElement('p'));
  document.body.replaceChildren(box);
  return anchor;
}

describe('findAnchor', () => {
  it('takes the best that is there, and survives a wrong selector', () => {
    redraw('second');
    expect(findAnchor([{ selector: '][', place: 'after' }, ...anchors], document)?.place).toBe('append');
  });
});

describe('Keeper', () => {
  it('puts the bar after its anchor and leaves it there', () => {
    const anchor = redraw();
    const { bar, keeper } = make();
    expect(keeper.ensure(true)).toBe('anchored');
    expect(anchor.nextElementSibling).toBe(bar);
    anchor.after(document.createElement('i'));
    keeper.ensure(true);
    expect(anchor.nextElementSibling?.tagName).toBe('I');
  });

  it('survives ten swaps of the anchor with exactly one bar', () => {
    const { keeper } = make();
    for (let swap = 0; swap < 10; swap++) {
      redraw();
      keeper.ensure(true);
      keeper.ensure(true);
      expect(bars()).toBe(1);
    }
  });

  it('goes away where nothing is shown', () => {
    redraw();
    const { keeper } = make();
    keeper.ensure(true);
    expect(keeper.ensure(false)).toBe('gone');
    expect(bars()).toBe(0);
  });

  it('floats when the page shows no anchor in time, and goes home when it does', () => {
    const { bar, keeper } = make();
    expect(keeper.ensure(true)).toBe('waiting');
    now = patience - 1;
    expect(keeper.ensure(true)).toBe('waiting');
    expect(bars()).toBe(0);
    now = patience;
    expect(keeper.ensure(true)).toBe('floating');
    expect(bar.dataset['place']).toBe('float');
    redraw();
    expect(keeper.ensure(true)).toBe('anchored');
    expect(bars()).toBe(1);
  });

  it('has patience again when the anchor is being redrawn', () => {
    redraw();
    const { keeper } = make();
    keeper.ensure(true);
    now = 60_000;
    document.body.replaceChildren();
    expect(keeper.ensure(true)).toBe('waiting');
  });

  it('does not fight a page that throws it out each time', () => {
    redraw();
    const { bar, keeper } = make();
    for (let round = 0; round < 100; round++) {
      bar.remove();
      keeper.ensure(true);
    }
    expect(keeper.ensure(true)).toBe('floating');
    expect(bar.parentElement).toBe(document.body);
  });
});
