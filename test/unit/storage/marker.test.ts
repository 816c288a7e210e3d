import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createNoter, judgeDatabase, noteHoldings } from '../../../lib/background/marker';
import { readAlerts } from '../../../lib/storage/alerts';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { judgeStorage, markerSchema, type Holdings } from '../../../lib/storage/marker';
import type { SyncContext } from '../../../lib/sync/context';
import { connection, link, now } from '../sync/samples';

const nothing: Holdings = { connections: 0, mappings: 0, links: 0 };
const some: Holdings = { connections: 2, mappings: 14, links: 120 };
const marker = { installation: 'a', holds: some, at: now };

describe('fault 47: what the marker and the database say together', () => {
  it.each([
    ['nothing was ever here', null, { installation: 'a', holds: nothing }, 'first-run'],
    ['it was connected once and forgotten, then cleared: nothing is lost', { ...marker, holds: nothing }, { installation: 'b', holds: nothing }, 'first-run'],
    ['as it should be', marker, { installation: 'a', holds: some }, 'as-it-should-be'],
    ['the user removed everything himself', marker, { installation: 'a', holds: nothing }, 'as-it-should-be'],
    ['only the database lost its name', marker, { installation: null, holds: some }, 'as-it-should-be'],
    ['the marker is gone, or from before there was one', null, { installation: 'a', holds: some }, 'marker-lost'],
    ['a database made anew', marker, { installation: 'b', holds: nothing }, 'cleared'],
    ['made anew, and something written to it already', marker, { installation: 'b', holds: { ...nothing, connections: 1 } }, 'cleared'],
    ['an empty database without a name', marker, { installation: null, holds: nothing }, 'cleared'],
  ] as const)('%s', (_, noted, found, is) => expect(judgeStorage(noted, found).is).toBe(is));

  it('a loss is told only of what was there, and only of another database', () => {
    const holds = fc.record({ connections: fc.nat(9), mappings: fc.nat(9), links: fc.nat(9) });
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), holds, fc.constantFrom('a', 'b', null), holds, (own, noted, installation, found) => {
        const verdict = judgeStorage({ installation: own, holds: noted, at: now }, { installation, holds: found });
        if (verdict.is !== 'cleared') return;
        expect(verdict).toEqual({ is: 'cleared', lost: noted, seen: now });
        expect([installation === own, Object.values(noted).some((count) => count > 0)]).toEqual([false, true]);
      }),
    );
  });
});

describe('the marker in the browser', () => {
  let database: LedgerbarDatabase;
  let context: SyncContext;
  let count = 0;
  const stored = async () => (await fakeBrowser.storage.local.get('marker'))['marker'];
  const journal = async () => (await database.journal.toArray()).map(({ event }) => event);

  /** The same place with nothing in it, as after an eviction. */
  const open = () => {
    database = new LedgerbarDatabase(`marker-${count}`);
    context = { database, now: () => now } as unknown as SyncContext;
  };
  const evict = async () => {
    await database.delete();
    open();
  };
  const fill = async (links: number) => {
    await database.connections.put(connection());
    await database.links.bulkPut(Array.from({ length: links }, (_, index) => link({ key: `acme/invoice/${index}` })));
  };

  beforeEach(() => {
    fakeBrowser.reset();
    count += 1;
    open();
  });

  it('a first run is quiet, and is noted', async () => {
    await judgeDatabase(context);
    expect([await readAlerts(), await journal()]).toEqual([[], []]);
    expect(markerSchema.parse(await stored())).toMatchObject({ holds: nothing });
  });

  it('fault 47: a cleared database is told in an alert and in the journal, once', async () => {
    await fill(3);
    await judgeDatabase(context);
    const before = await stored();
    await evict();
    await judgeDatabase(context);
    expect(await readAlerts()).toEqual([{ kind: 'cleared', at: now, seen: now, lost: { connections: 1, mappings: 0, links: 3 } }]);
    expect(await journal()).toEqual(['storage-cleared']);
    await judgeDatabase(context);
    expect(await journal()).toEqual(['storage-cleared']);
    expect(markerSchema.parse(await stored()).installation).not.toBe(markerSchema.parse(before).installation);
  });

  it('cleared twice before it was dismissed: the alert still says what was there at first', async () => {
    await fill(3);
    await judgeDatabase(context);
    await evict();
    await judgeDatabase(context);
    await database.connections.put(connection());
    await noteHoldings(context);
    await evict();
    await judgeDatabase(context);
    expect(await readAlerts()).toMatchObject([{ lost: { connections: 1, links: 3 } }]);
  });

  it('a marker that is gone, or not one of ours, is written anew without a word', async () => {
    await fill(1);
    for (const left of [undefined, { installation: 7 }, 'x', null]) {
      await fakeBrowser.storage.local.set({ marker: left });
      await judgeDatabase(context);
      expect(markerSchema.parse(await stored()).holds.links).toBe(1);
    }
    expect([await readAlerts(), await journal()]).toEqual([[], []]);
  });

  it('a database that lost its name gets it back', async () => {
    await fill(1);
    await judgeDatabase(context);
    const name = (await database.meta.get('installation'))?.value;
    await database.meta.clear();
    await judgeDatabase(context);
    expect([(await database.meta.get('installation'))?.value, await readAlerts()]).toEqual([name, []]);
  });

  it('holds neither secrets nor amounts, and says how much only', async () => {
    await fill(2);
    await judgeDatabase(context);
    expect(Object.keys(markerSchema.strict().parse(await stored()))).toEqual(['installation', 'holds', 'at']);
  });

  it('is kept up cheaply: once in fifteen seconds however much is sent, soon when connections changed, and not at all when nothing did', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let writes = 0;
    fakeBrowser.storage.onChanged.addListener(() => void (writes += 1));
    const changed = createNoter(context);
    const pass = async (milliseconds: number) => {
      vi.advanceTimersByTime(milliseconds);
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return writes;
    };
    await fill(20);
    for (let times = 0; times < 40; times += 1) changed(false);
    expect(await pass(14_999)).toBe(0);
    expect(await pass(1)).toBe(1);
    expect(markerSchema.parse(await stored()).holds.links).toBe(20);
    changed(false);
    expect(await pass(60_000)).toBe(1);
    await database.connections.put(connection({ id: 'beta' }));
    for (const soon of [false, true, false, true]) changed(soon);
    expect(await pass(500)).toBe(2);
    expect(markerSchema.parse(await stored()).holds.connections).toBe(2);
    expect(await pass(60_000)).toBe(2);
    vi.useRealTimers();
  });
});
