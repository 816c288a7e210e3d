import { describe, expect, it } from 'vitest';
import type { Booking, LedgerDocument } from '../../../lib/ledgers/ledger';
import { CallFailure } from '../../../lib/net/failure';
import type { SyncContext } from '../../../lib/sync/context';
import { IdTaken } from '../../../lib/sync/once';
import { createAlone, requestIdOf } from '../../../lib/sync/request-ids';
import type { Session } from '../../../lib/sync/session';
import { booked, connection, now } from './samples';

const booking = { kind: 'invoice', number: '1' } as Booking;
const absent = new CallFailure('absent', 'Not there', { system: 'Ledger' });

function bench(made: LedgerDocument | CallFailure, stored: LedgerDocument | CallFailure | null, { repeats = true, deleted = true, isRepeat = false } = {}) {
  const asked: unknown[][] = [];
  const reads: string[] = [];
  const ledger = {
    createDocument: async () => {
      if (made instanceof CallFailure) throw made;
      return made;
    },
    readDocument: async (_kind: string, id: string) => {
      reads.push(id);
      if (stored === null || stored instanceof CallFailure) throw stored ?? absent;
      return stored;
    },
    isDeleted: async (...of: unknown[]) => (asked.push(of), deleted),
  };
  const context = { now: () => now, ledgerOf: () => ({ name: 'Counting', capabilities: { repeats } }) } as unknown as SyncContext;
  return { reads, asked, create: () => createAlone(context, { connection: connection(), ledger } as unknown as Session, booking, 'id', isRepeat) };
}

describe('the id of a request', () => {
  const document = { kind: 'invoice', id: '1001' } as const;

  it('fault 51: is made from the host\'s document alone, whatever the connection is called and whoever signed in', async () => {
    const one = await requestIdOf({ connection: connection() }, document, 0);
    expect(await requestIdOf({ connection: connection({ id: 'other', user: 'Somebody' }) }, document, 0)).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is another for another document, kind, site, entity and generation', async () => {
    const { host } = connection();
    const all = await Promise.all([
      requestIdOf({ connection: connection() }, document, 0), requestIdOf({ connection: connection() }, document, 1),
      requestIdOf({ connection: connection() }, { ...document, id: '1002' }, 0), requestIdOf({ connection: connection() }, { ...document, kind: 'bill' }, 0),
      requestIdOf({ connection: connection({ host: { ...host, site: 'https://other.scoro.com' } }) }, document, 0),
      requestIdOf({ connection: connection({ host: { ...host, companyAccountId: 'second' } }) }, document, 0),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a document booked by a call of its own', () => {
  it('is taken as it was answered when it was made by that call', async () => {
    const { create, reads } = bench(booked({ createdAt: now }), null);
    expect(await create()).toMatchObject({ id: 'L1' });
    expect(reads).toEqual([]);
  });

  it('is looked at when it was made before: what is there by now counts', async () => {
    const { create, reads } = bench(booked({ createdAt: now - 60_000, description: 'then' }), booked({ description: 'now' }));
    expect(await create()).toMatchObject({ description: 'now' });
    expect(reads).toEqual(['L1']);
  });

  it('that was deleted or made void since uses the request up', async () => {
    for (const stored of [null, booked({ voided: true })]) await expect(bench(booked({ createdAt: now - 60_000 }), stored).create()).rejects.toMatchObject({ kind: 'used' });
  });

  it('is looked at however young it is, where the request may have been made before', async () => {
    const { create, reads } = bench(booked({ createdAt: now }), null, { isRepeat: true });
    await expect(create()).rejects.toMatchObject({ kind: 'used' });
    expect(reads).toEqual(['L1']);
  });

  it('is said to be gone by what was made since the day before it was', async () => {
    const { create, asked } = bench(booked({ createdAt: Date.parse('2026-11-20T23:59:00Z') - 3_600_000 }), null);
    await expect(create()).rejects.toMatchObject({ kind: 'used' });
    expect(asked).toEqual([['invoice', 'L1', [], '2026-11-19']]);
  });

  it('whose id stands for another request is neither made nor refused for good', async () => {
    const used = new CallFailure('used', 'Another request', { system: 'Ledger' });
    await expect(bench(used, null).create()).rejects.toThrow(IdTaken);
    await expect(bench(absent, null).create()).rejects.toBe(absent);
  });

  it('is not said to be gone while that is not proven', async () => {
    await expect(bench(booked({ createdAt: now - 60_000 }), null, { deleted: false }).create()).rejects.toMatchObject({ kind: 'absent' });
    const trouble = new CallFailure('trouble', 'Down', { system: 'Ledger' });
    await expect(bench(booked({ createdAt: now - 60_000 }), trouble).create()).rejects.toBe(trouble);
  });

  it('of a ledger that repeats nothing is new, whatever its clock says', async () => {
    const { create, reads } = bench(booked({ createdAt: now - 3_600_000 }), null, { repeats: false });
    expect(await create()).toMatchObject({ id: 'L1' });
    expect(reads).toEqual([]);
  });
});
