import { describe, expect, it } from 'vitest';
import type { Booking, LedgerDocument } from '../../../lib/ledgers/ledger';
import { CallFailure } from '../../../lib/net/failure';
import type { SyncContext } from '../../../lib/sync/context';
import { createAlone, requestIdOf } from '../../../lib/sync/request-ids';
import type { Session } from '../../../lib/sync/session';
import { booked, connection, now } from './samples';

const booking = { kind: 'invoice', number: '1' } as Booking;
const absent = new CallFailure('absent', 'Not there', { system: 'Ledger' });

function bench(made: LedgerDocument, stored: LedgerDocument | CallFailure | null, { repeats = true, deleted = true } = {}) {
  const reads: string[] = [];
  const ledger = {
    createDocument: async () => made,
    readDocument: async (_kind: string, id: string) => {
      reads.push(id);
      if (stored === null || stored instanceof CallFailure) throw stored ?? absent;
      return stored;
    },
    isDeleted: async () => deleted,
  };
  const context = { now: () => now, ledgerOf: () => ({ name: 'Counting', capabilities: { repeats } }) } as unknown as SyncContext;
  return { reads, create: () => createAlone(context, { connection: connection(), ledger } as unknown as Session, booking, 'id') };
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
