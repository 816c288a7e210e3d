import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerCompany } from '../../../lib/ledgers/ledger';
import { CallFailure, type FailureKind } from '../../../lib/net/failure';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { SyncContext } from '../../../lib/sync/context';
import { hashesOf, newLink, readLinked } from '../../../lib/sync/links';
import type { Session } from '../../../lib/sync/session';
import { booked, connection, invoice, link, now, payment } from './samples';

let databases = 0;
let database: LedgerbarDatabase;
beforeEach(async () => {
  database = new LedgerbarDatabase(`links-${(databases += 1)}`);
  await database.links.put(link({ payment: payment('open', '0', '1210') }));
});
const stored = () => database.links.get('acme/invoice/1001');
const failure = (kind: FailureKind) => new CallFailure(kind, kind, { system: 'Exact Online' });
const asked: unknown[] = [];
const read = (readDocument: () => Promise<unknown>, isDeleted: boolean, of = link()) => {
  asked.length = 0;
  const ledger = {
    readDocument: (...args: unknown[]) => { asked.push(args); return readDocument(); },
    isDeleted: (...args: unknown[]) => { asked.push(args); return Promise.resolve(isDeleted); },
  } as Partial<Record<keyof LedgerCompany, unknown>> as LedgerCompany;
  return readLinked({ database } as Partial<SyncContext> as SyncContext, { ledger } as Partial<Session> as Session, of);
};

describe('the ledger\'s document of a link', () => {
  it('is read under the number it was sent with', async () => {
    expect(await read(async () => booked(), false)).toEqual(booked());
    expect(asked).toEqual([['invoice', 'L1', '2026-1']]);
  });

  it('fault 38: is deleted when it is absent and proven to be, by its terms as last seen', async () => {
    await database.terms.put({ connection: 'acme', id: 't1', document: 'L1', total: '1210', open: '1210', settled: false, currency: 'EUR', lastPaymentDate: null });
    expect(await read(() => Promise.reject(failure('absent')), true)).toBeNull();
    expect(asked[1]).toEqual(['invoice', 'L1', ['t1'], '2026-11-20']);
    expect(await stored()).toMatchObject({ remote: 'deleted', payment: null });
  });

  it.each<[FailureKind, boolean]>([
    ['absent', false], ['forbidden', true], ['sign-in', true], ['limit', true], ['offline', true], ['no-answer', true], ['unreadable', true], ['trouble', true], ['refused', true], ['stale', true],
  ])('fault 40: %s (proven: %s) leaves the link as it was', async (kind, isDeleted) => {
    const before = await stored();
    await expect(read(() => Promise.reject(failure(kind)), isDeleted)).rejects.toMatchObject({ kind });
    expect(await stored()).toEqual(before);
  });

  it('fault 39: is void, or counts again, as the ledger says', async () => {
    await read(async () => booked({ voided: true }), false);
    expect(await stored()).toMatchObject({ remote: 'voided' });
    await read(async () => booked(), false, link({ remote: 'voided' }));
    expect(await stored()).toMatchObject({ remote: 'present' });
  });
});

describe('a new link', () => {
  const session = { connection: connection() } as Partial<Session> as Session;

  it('fault 37: keeps both sides as they are when it is made', async () => {
    const hashes = await hashesOf(invoice());
    const made = newLink(session, invoice(), hashes, booked({ version: '7', lines: 'L' }), false, 0, now, undefined);
    expect(made).toMatchObject({ remote: 'present', changed: false, linesHash: hashes.linesHash, headerHash: hashes.headerHash });
    expect(made.base).toEqual({
      host: { number: '2026-1', contact: 'c1', date: '2026-11-20', dueDate: '2026-12-20', description: 'November', paymentReference: 'RF18', currency: 'EUR', gross: '1210', tax: '210', lines: hashes.lines },
      ledger: { contact: 'K1', contactName: 'Globex', date: '2026-11-20', dueDate: '2026-12-20', reference: '2026-1', description: 'November', currency: 'EUR', gross: '1210', tax: '210', version: '7', lines: 'L' },
    });
    expect(made).not.toHaveProperty('lines');
  });

  it('fault 39: says at once that what was found is void', async () => expect(newLink(session, invoice(), await hashesOf(invoice()), booked({ voided: true }), true, 0, now, undefined).remote).toBe('voided'));
});
