import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againAt, isReferenceOld } from '../../../lib/sync/masters';
import { afterPage, afterRefusal, isUnderWay, mostRefusals, restAfterRefusals, walkDue, walksEvery, type WalkWish } from '../../../lib/sync/walk';
import type { WalkRow, WalkUnderWay } from '../../../lib/storage/rows';
import { now } from './samples';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const wish = (more: Partial<WalkWish> = {}): WalkWish => ({ now, startDate: '2026-01-01', isWhole: false, isBookmarked: false, every: hour, ...more });
const under = (more: Partial<WalkUnderWay> = {}): WalkUnderWay => ({ startedAt: now, since: '2026-11-20', isWhole: false, page: 1, refused: [], ...more });

describe('the walk that is due', () => {
  it('goes through all since the start date at first, and when somebody asks for it', () => {
    expect(walkDue(undefined, wish())).toEqual(under({ since: '2026-01-01', isWhole: true }));
    expect(walkDue({ doneAt: now - minute }, wish({ isWhole: true }))).toEqual(under({ since: '2026-01-01', isWhole: true }));
  });

  it('then begins a day before the last one began, never before the start date', () => {
    expect(walkDue({ doneAt: now - hour, wholeAt: 0 }, wish())).toEqual(under({ since: '2026-11-20' }));
    expect(walkDue({ doneAt: now - hour }, wish({ startDate: '2026-11-21' }))?.since).toBe('2026-11-21');
  });

  it('is none as long as the host\'s day is to be spared', () => {
    expect(walkDue({ doneAt: now - hour + 1 }, wish())).toBeNull();
    expect(walkDue({ doneAt: now - 1 }, wish({ every: 0 }))).not.toBeNull();
  });

  it('goes through all of a bookmark once a day, since what comes into it need not have changed', () => {
    const done = { doneAt: now - hour, wholeAt: now - day };
    expect(walkDue(done, wish({ isBookmarked: true }))).toMatchObject({ isWhole: true, since: '2026-01-01' });
    expect(walkDue({ ...done, wholeAt: now - day + 1 }, wish({ isBookmarked: true }))).toMatchObject({ isWhole: false });
    expect(walkDue(done, wish())).toMatchObject({ isWhole: false });
  });

  it('is the one under way, whatever time has passed; unless all is asked for and it is not of all', () => {
    const half = under({ page: 3, refused: ['7'], startedAt: now - 3 * day });
    expect(walkDue({ under: half, doneAt: now }, wish())).toBe(half);
    expect(walkDue({ under: half }, wish({ isWhole: true }))).toMatchObject({ page: 1, isWhole: true, refused: [] });
    expect(walkDue({ under: { ...half, isWhole: true, restsUntil: now + 1 } }, wish({ isWhole: true }))).toEqual({ ...half, isWhole: true, refused: [], restsUntil: undefined });
  });
});

describe('a walk', () => {
  it('goes to the next page, and is over after the last: everything that was changed before it began is over then', () => {
    const first = afterPage({ doneAt: 5, wholeAt: 4 }, under({ refused: ['1'] }), false);
    expect(first).toEqual({ doneAt: 5, wholeAt: 4, under: under({ page: 2, refused: ['1'] }) });
    expect(isUnderWay({ contacts: first })).toBe(true);
    const last = afterPage(first, under({ page: 2, startedAt: 9 }), true);
    expect(last).toEqual({ doneAt: 9, wholeAt: 4 });
    expect(isUnderWay({ contacts: last, products: {} })).toBe(false);
    expect(afterPage(first, under({ startedAt: 9, isWhole: true }), true)).toEqual({ doneAt: 9, wholeAt: 9 });
  });

  it('whatever is changed and whenever pages are gone through, the next one lists it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.integer({ min: hour, max: 3 * day }), pages: fc.integer({ min: 1, max: 5 }), pause: fc.integer({ min: 0, max: 2 * hour }) }), { minLength: 1, maxLength: 12 }), (walks) => {
        let at = now;
        let row: WalkRow | undefined;
        let coveredUntil = -Infinity;
        for (const { wait, pages, pause } of walks) {
          at += wait;
          let walk = walkDue(row, wish({ now: at }));
          if (!walk) continue;
          // All that was changed since the last walk began is in this one.
          if (!walk.isWhole) expect(Date.parse(`${walk.since}T00:00:00Z`)).toBeLessThanOrEqual(coveredUntil);
          coveredUntil = at;
          for (let page = 1; walk && page <= pages; page += 1) {
            row = afterPage(row, walk, page === pages);
            at += pause;
            walk = row.under ? walkDue(row, wish({ now: at })) : null;
          }
        }
      }),
    );
  });

  it('rests after refusals, so that the ledger does not close its door', () => {
    const one = afterRefusal(under(), '1', 1, now);
    expect(one).toEqual(under({ refused: ['1'] }));
    const rests = afterRefusal(one, '2', mostRefusals, now);
    expect(rests).toMatchObject({ refused: ['1', '2'], restsUntil: now + restAfterRefusals });
    expect(againAt({ walks: { contacts: { under: rests } } }, now)).toBe(now + restAfterRefusals);
    expect(againAt({ walks: { contacts: { under: rests }, products: { under: under() } } }, now)).toBe(now + minute);
  });

  it('may not try more in an hour than a ledger forgives', () => expect((hour / restAfterRefusals) * mostRefusals).toBeLessThan(8));
});

describe('how often the lists are read', () => {
  it('keeps to a tenth of the host\'s day, and is every run where there is no limit', () => {
    expect(walksEvery(undefined, 2)).toBe(0);
    for (const limit of [500, 5000]) expect((day / walksEvery(limit, 2)) * 2).toBeLessThanOrEqual(limit / 10);
    expect(walksEvery(500, 2)).toBeLessThan(hour);
  });
});

describe('reference data', () => {
  it('is old after a day, after ten minutes where somebody presses, and where it was never read', () => {
    expect([isReferenceOld({ referenceAt: now - day }, false, now), isReferenceOld({ referenceAt: now - day + 1 }, false, now)]).toEqual([true, false]);
    expect([isReferenceOld({ referenceAt: now - 10 * minute }, true, now), isReferenceOld({ referenceAt: now - 9 * minute }, true, now)]).toEqual([true, false]);
    expect(isReferenceOld({}, false, now)).toBe(true);
  });
});
