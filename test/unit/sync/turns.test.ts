import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobRow } from '../../../lib/storage/rows';
import { pauseBefore } from '../../../lib/sync/pace';
import { turnsOf, type Capacity } from '../../../lib/sync/turns';

const now = Date.parse('2026-11-21T10:00:05Z');
const job = (connection: string, index: number, more: Partial<JobRow> = {}): JobRow => ({
  id: `${connection}/invoice/${index}/send`, connection, company: '1', document: { kind: 'invoice', id: String(index) }, action: 'send', state: 'queued',
  wait: null, problems: [], decisions: {}, attempts: 0, priority: 10, nextAt: now, createdAt: now + index, updatedAt: now, ...more,
});
const jobs = (connection: string, count: number, more: Partial<JobRow> = {}) => Array.from({ length: count }, (_, index) => job(connection, index, more));
const capacity = (more: Partial<Capacity> = {}): Capacity => ({ calls: 59, batch: { size: 1, calls: 1 }, readable: Infinity, until: now + 55_000, which: 'minute', shares: 'ledger', servedAt: 0, ...more });
const ids = (list: readonly JobRow[]) => list.map(({ id }) => id);

describe('whose turn it is', () => {
  it('a round is what the minute still allows: a create each, and one look-up', () => {
    const { rounds, waiting } = turnsOf(jobs('acme', 100), [], new Map([['acme', capacity()]]));
    expect([rounds.map(({ length }) => length), waiting]).toEqual([[58], []]);
    expect(ids(rounds[0] ?? []).slice(0, 2)).toEqual(['acme/invoice/0/send', 'acme/invoice/1/send']);
  });

  it('with nothing left it waits, and says so for its connection', () => {
    const { rounds, waiting } = turnsOf(jobs('acme', 100), [], new Map([['acme', capacity({ calls: 1, which: 'day' })]]));
    expect([rounds, waiting.length, waiting[0]]).toEqual([[], 3, { job: job('acme', 0), until: now + 55_000, which: 'day' }]);
  });

  it('what the user waits for goes at once, whatever the background does, and however little is left', () => {
    const pressed = job('acme', 500, { priority: 0 });
    const { clicks } = turnsOf([...jobs('acme', 50), pressed], jobs('acme', 40), new Map([['acme', capacity({ calls: 0 })]]));
    expect(ids(clicks)).toEqual([pressed.id]);
  });

  it('fault 16 and 18: a company whose budget is used up does not hold another one up', () => {
    const { rounds } = turnsOf([...jobs('acme', 10), ...jobs('beta', 10)], [], new Map([['acme', capacity({ calls: 0, shares: 'a' })], ['beta', capacity({ shares: 'b' })]]));
    expect(rounds.map((round) => round[0]?.connection)).toEqual(['beta']);
  });

  it('connections of one company share its budget evenly, whoever has the longer and older queue', () => {
    const old = jobs('acme', 500, { createdAt: now - 1_000_000 });
    const { rounds } = turnsOf([...old, ...jobs('beta', 500)], [], new Map([['acme', capacity()], ['beta', capacity()]]));
    expect(rounds.map((round) => [round[0]?.connection, round.length])).toEqual([['acme', 28], ['beta', 28]]);
  });

  it('with little left, who was served longest ago goes first', () => {
    const { rounds } = turnsOf([...jobs('acme', 5), ...jobs('beta', 5)], [], new Map([['acme', capacity({ calls: 5, servedAt: now })], ['beta', capacity({ calls: 5, servedAt: now - 60_000 })]]));
    expect(rounds.map((round) => round[0]?.connection)).toEqual(['beta', 'acme']);
  });

  it('fault 49: a document that hangs does not keep the next round from beginning', () => {
    const hanging = jobs('acme', 2, { state: 'sending' });
    const { rounds } = turnsOf(jobs('acme', 10).slice(2), hanging, new Map([['acme', capacity()]]));
    expect(rounds[0]).toHaveLength(8);
    expect(turnsOf(jobs('acme', 10).slice(3), jobs('acme', 3), new Map([['acme', capacity()]])).rounds).toEqual([]);
  });

  it('never more calls than are left, nothing twice, nothing forgotten that could go', () => {
    const some = fc.record({ due: fc.nat({ max: 300 }), running: fc.nat({ max: 3 }), calls: fc.nat({ max: 100 }), shares: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (connections) => {
        const due = connections.flatMap(({ due: count }, index) => jobs(`c${index}`, count));
        const running = connections.flatMap(({ running: count }, index) => jobs(`c${index}`, count).map((each) => ({ ...each, id: `${each.id}/running` })));
        const capacities = new Map(connections.map(({ calls, shares }, index) => [`c${index}`, capacity({ calls, shares })]));
        const { rounds, waiting } = turnsOf(due, running, capacities);
        const started = ids(rounds.flat());
        const fits = rounds.every((round) => round.length + 1 <= (capacities.get(round[0]?.connection ?? '')?.calls ?? 0));
        const spoken = new Set([...rounds.flat(), ...waiting.map((each) => each.job)].map(({ connection }) => connection));
        const silent = connections.filter((each, index) => each.due > 0 && each.running <= 2 && !spoken.has(`c${index}`));
        return new Set(started).size === started.length && fits && silent.length === 0;
      }),
    );
  });
});

describe('a ledger that books several documents in a call', () => {
  it('gets as many as its calls serve, in calls that are full', () => {
    const round = (count: number, more: Partial<Capacity>) => turnsOf(jobs('a', count), [], new Map([['a', capacity({ batch: { size: 30, calls: 1 }, ...more })]])).rounds[0]?.length;
    expect(round(500, {})).toBe(180);
    expect(round(500, { calls: 3 })).toBe(60);
    expect(round(17, {})).toBe(17);
  });

  it('a few cost a call each, as many as one for several takes with its look-ups; the rest of it comes with them', () => {
    const round = (calls: number) => turnsOf(jobs('a', 500), [], new Map([['a', capacity({ batch: { size: 100, calls: 7 }, isAlone: () => false, calls })]])).rounds[0]?.length;
    expect([round(59), round(15), round(9), round(8), round(7), round(3), round(1)]).toEqual([200, 200, 101, 100, 6, 2, undefined]);
  });

  it('pays a call for each that goes by itself all the same', () => {
    const mixed = jobs('a', 500).map((each, index) => (index % 3 === 0 ? { ...each, document: { ...each.document, kind: 'bill' as const } } : each));
    const isAlone = ({ document }: JobRow) => document.kind === 'bill';
    const round = turnsOf(mixed, [], new Map([['a', capacity({ batch: { size: 100, calls: 7 }, isAlone })]])).rounds[0] ?? [];
    const own = round.filter(isAlone).length;
    expect([own, round.length]).toEqual([51, 151]);
  });

  it('is never more than the host lets be read', () => {
    expect(turnsOf(jobs('a', 500), [], new Map([['a', capacity({ batch: { size: 100, calls: 7 }, isAlone: () => false, readable: 30 })]])).rounds[0]).toHaveLength(30);
    expect(turnsOf(jobs('a', 5), [], new Map([['a', capacity({ readable: 0, which: 'day' })]])).waiting[0]).toMatchObject({ which: 'day' });
  });
});

describe('the last calls of a minute', () => {
  it('are kept for the user until the minute is nearly over', () => {
    const minute = Math.floor(now / 60_000) * 60_000;
    const left = (calls: number, which = 'minute') => ({ calls, which });
    expect(pauseBefore(left(3), minute + 5_000)).toBe(0);
    expect(pauseBefore(left(2), minute + 5_000)).toBe(45_000);
    expect(pauseBefore(left(1), minute + 51_000)).toBe(0);
    expect(pauseBefore(left(0), minute + 5_000)).toBe(0);
    expect(pauseBefore(left(1, 'day'), minute + 5_000)).toBe(0);
  });
});
