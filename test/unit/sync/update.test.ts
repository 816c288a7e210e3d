import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { exactOnline } from '../../../lib/ledgers/exact-online';
import type { HeaderChange, LedgerCompany, LedgerDocument, LedgerSnapshot } from '../../../lib/ledgers/ledger';
import { isUnchanged, snapshotOf } from '../../../lib/ledgers/snapshot';
import type { HostDocument } from '../../../lib/model/document';
import { CallFailure } from '../../../lib/net/failure';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { JobRow, LinkRow } from '../../../lib/storage/rows';
import { Blocked } from '../../../lib/sync/blocked';
import type { SyncContext } from '../../../lib/sync/context';
import { hashesOf, hostSnapshotOf } from '../../../lib/sync/links';
import type { Checked } from '../../../lib/sync/preflight';
import type { Session } from '../../../lib/sync/session';
import { update } from '../../../lib/sync/update';
import { booked, connection, invoice, item, job, line, link, now } from './samples';

/** A ledger that counts the versions of a document and refuses to write over another one than was named. */
class CountingLedger {
  document: LedgerDocument = booked({ paymentReference: 'RF18', version: '0', lines: '1000' });
  calls: string[] = [];
  allowed: 'all' | 'header' | 'nothing' = 'all';
  hasVersions = true;
  /** Whether lines come with a document that is read. */
  showsLines = true;
  isGone = false;
  /** Takes a change, and the answer is lost. */
  losesAnswers = false;
  /** What it makes of a change besides. */
  alter: (change: Partial<LedgerDocument>) => Partial<LedgerDocument> = (change) => change;
  /** Somebody else's doing, in the moment before a call. */
  meanwhile: (call: string) => void = () => undefined;

  /** As somebody at work in it would; a payment changes nothing but the version. */
  edit(change: Partial<LedgerDocument>): void {
    this.document = { ...this.document, ...change, version: String(Number(this.document.version) + 1) };
  }

  private told(): LedgerDocument {
    const { version: _, lines: __, ...rest } = this.document;
    return { ...rest, ...(this.hasVersions ? { version: this.document.version ?? '' } : {}), ...(this.showsLines ? { lines: this.document.lines ?? '' } : {}) };
  }

  private async write(name: string, change: Partial<LedgerDocument>, isExpected: (now: LedgerDocument) => boolean): Promise<LedgerDocument> {
    this.calls.push(name);
    this.meanwhile(name);
    if (this.isGone) throw new CallFailure('absent', 'No such document', { system: 'Counting' });
    if (!isExpected(this.document)) throw new CallFailure('stale', 'Stale', { system: 'Counting' });
    this.edit(this.alter(change));
    if (this.losesAnswers) throw new CallFailure('no-answer', 'Lost', { system: 'Counting' });
    return this.told();
  }

  company(): LedgerCompany {
    return {
      readDocument: async () => {
        this.calls.push('read');
        this.meanwhile('read');
        if (this.isGone) throw new CallFailure('absent', 'No such document', { system: 'Counting' });
        return this.told();
      },
      isDeleted: async () => this.isGone,
      updateDocument: (_id: string, { kind: _kind, number: _number, dueDate, ...change }: HeaderChange, expected?: LedgerSnapshot) =>
        this.write('header', { ...change, ...(dueDate ? { dueDate } : {}) } as Partial<LedgerDocument>, (document) => !expected || isUnchanged(expected, this.hasVersions ? document : this.told())),
      updateLines: (_id: string, { gross, tax, lines }: { gross: string; tax: string; lines: { net: string }[] }, expected?: LedgerSnapshot) =>
        this.write('lines', { gross, tax, lines: lines.map(({ net }) => net).join() }, (document) => !expected || (this.hasVersions ? expected.version === document.version : expected.lines === document.lines)),
    } as Partial<LedgerCompany> as LedgerCompany;
  }
}

let databases = 0;
let database: LedgerbarDatabase;
let ledger: CountingLedger;
let context: SyncContext;
beforeEach(async () => {
  database = new LedgerbarDatabase(`update-${(databases += 1)}`);
  ledger = new CountingLedger();
  context = { database, now: () => now, locale: 'en-GB', ledgerOf: () => ({ name: 'Counting', capabilities: { ...exactOnline.capabilities, update: () => ledger.allowed } }) } as Partial<Record<keyof SyncContext, unknown>> as SyncContext;
  await database.mappings.put({ connection: 'acme', kind: 'contact', host: 'c1', ledger: 'K1', origin: 'hand', used: 0, updatedAt: now });
  await database.jobs.put(job({ state: 'sending' }));
  const hashes = await hashesOf(invoice());
  await database.links.put(link({ linesHash: hashes.linesHash, headerHash: hashes.headerHash, base: { host: hostSnapshotOf(invoice(), hashes), ledger: snapshotOf(ledger.document) } }));
});

const checkedOf = (document: HostDocument): Checked => ({
  document, side: 'sales', date: document.date, journal: '70', paymentTerm: null, notes: [], used: [],
  lines: document.lines.map((one) => ({ line: one, account: item('account', '8000'), taxCode: item('taxCode', '2'), taxRates: [], tax: null, costCentre: null, project: null, class: null, unit: null })),
});
const stored = async (): Promise<LinkRow> => {
  const row = await database.links.get('acme/invoice/1001');
  if (!row) throw new Error('The link is gone');
  return row;
};
async function run(document: Partial<HostDocument>, more: Partial<JobRow> = {}) {
  const session = { connection: connection(), ledger: ledger.company() } as Partial<Session> as Session;
  return update(context, session, job({ state: 'sending', ...more }), checkedOf(invoice(document)), await stored());
}
const blocked = async (...of: Parameters<typeof run>): Promise<Blocked> => {
  const error = await run(...of).then(() => null, (reason: unknown) => reason);
  if (error instanceof Blocked) return error;
  throw error ?? new Error('It was expected to be blocked');
};
const twoHundred = { lines: [line({ net: '2000', unitPrice: '200' })], net: '2000', tax: '420', gross: '2420' };

describe('fault 36: a ledger that counts versions', () => {
  it('is written to with the version last known, without a look', async () => {
    await run({ dueDate: '2026-12-24' });
    expect(ledger.calls).toEqual(['header']);
    expect(ledger.document.dueDate).toBe('2026-12-24');
    expect((await stored()).base?.ledger.version).toBe('1');
    await run({ dueDate: '2026-12-25' });
    expect(ledger.calls).toEqual(['header', 'header']);
  });

  it('stale without a conflict (a payment, another field): read, merged, tried once more', async () => {
    ledger.edit({});
    expect((await run({ dueDate: '2026-12-24' })).result).toBe('The dates and texts of the header are updated.');
    expect(ledger.calls).toEqual(['header', 'read', 'header']);
    ledger.edit({ description: 'By hand' });
    await run({ dueDate: '2026-12-28' });
    expect(ledger.document).toMatchObject({ dueDate: '2026-12-28', description: 'By hand' });
    expect(await stored()).toMatchObject({ drift: ['description'], changed: false });
  });

  it('stale with a conflict: asked about, nothing written', async () => {
    ledger.edit({ dueDate: '2026-12-31' });
    const { problems } = await blocked({ dueDate: '2026-12-24' });
    expect(problems).toMatchObject([{ code: 'ledger-changed', fixes: [{ label: 'Overwrite' }, { label: 'Keep' }, { label: 'Open in Counting' }] }]);
    expect(ledger.calls).toEqual(['header', 'read']);
    expect(ledger.document.dueDate).toBe('2026-12-31');
    expect(await stored()).toMatchObject({ drift: ['dueDate'] });
  });

  it('stale twice: given up, with a button to try again', async () => {
    ledger.meanwhile = (call) => void (call === 'header' && ledger.edit({ description: `at ${ledger.calls.length}` }));
    const { problems } = await blocked({ dueDate: '2026-12-24' });
    expect(problems).toMatchObject([{ code: 'ledger-changed', message: 'Somebody is changing this in Counting right now.', fixes: [{ id: 'retry' }] }]);
    expect(ledger.calls).toEqual(['header', 'read', 'header']);
    expect(ledger.document.dueDate).toBe('2026-12-20');
  });

  it('header and lines: the second write names the version that the first one made', async () => {
    expect((await run({ ...twoHundred, dueDate: '2026-12-24' })).result).toBe('The dates and texts of the header are updated. The lines are updated.');
    expect(ledger.calls).toEqual(['header', 'lines']);
    expect(ledger.document).toMatchObject({ gross: '2420', dueDate: '2026-12-24' });
    expect(await stored()).toMatchObject({ changed: false, drift: [], total: '2420', linesUnderWay: false });
  });

  it('lines changed between the header\'s write and theirs: the header stays written, the lines are asked about', async () => {
    ledger.meanwhile = (call) => void (call === 'lines' && ledger.edit({ gross: '1300', lines: 'theirs' }));
    const { problems } = await blocked({ ...twoHundred, dueDate: '2026-12-24' });
    expect(problems[0]?.message).toBe('The lines and amounts were changed in Counting since it was sent, and here too.');
    expect(ledger.document).toMatchObject({ gross: '1300', lines: 'theirs', dueDate: '2026-12-24' });
    expect(await stored()).toMatchObject({ drift: ['amounts'], changed: true, linesUnderWay: false });
  });

  it('lines that come with every read are compared without asking the ledger', async () => {
    ledger.edit({ lines: 'recoded' });
    await database.links.update('acme/invoice/1001', { drift: ['amounts'] });
    await blocked(twoHundred);
    expect(ledger.calls).toEqual(['read']);
    const shown = await database.jobs.get('acme/invoice/1001/send');
    expect(shown?.differences?.filter(({ differs }) => differs).map(({ field, ledger: there }) => [field, there])).toEqual([['Lines', 'Changed'], ['VAT', '210.00 EUR'], ['Total', '1,210.00 EUR']]);
  });

  it('header and lines overwritten by decision are settled both', async () => {
    ledger.edit({ gross: '1500', tax: '260.33', dueDate: '2026-12-31', lines: 'theirs' });
    const document = { ...twoHundred, dueDate: '2026-12-24' };
    const { problems } = await blocked(document);
    const action = problems[0]?.fixes[0]?.action;
    if (action?.type !== 'settle-ledger-change') throw new Error('There is no Overwrite');
    await run(document, { decisions: { ledgerChange: action } });
    expect(ledger.document).toMatchObject({ gross: '2420', dueDate: '2026-12-24', lines: '2000' });
    expect(await stored()).toMatchObject({ drift: [], changed: false, total: '2420' });
  });

  it('what it holds after a write, and was neither written nor seen, is told', async () => {
    ledger.alter = (change) => ({ ...change, dueDate: '2027-06-30' });
    const { result, differences } = await run({ dueDate: '2026-12-24', description: 'December' });
    expect(result).toBe('The dates and texts of the header are updated. The due date was changed in Counting, and left.');
    expect(differences?.find(({ field }) => field === 'Due date')).toMatchObject({ host: '24/12/2026', ledger: '30/06/2027', differs: true });
    expect(await stored()).toMatchObject({ drift: ['dueDate'], changed: false });
  });

  it('deleted by now: said', async () => {
    ledger.isGone = true;
    expect(await run({ dueDate: '2026-12-24' })).toEqual({ result: 'It is deleted in Counting' });
    expect(await stored()).toMatchObject({ remote: 'deleted' });
  });

  it.each<[string, Partial<HostDocument>]>([
    ['header', { dueDate: '2026-12-24' }],
    ['lines', twoHundred],
    ['both', { ...twoHundred, dueDate: '2026-12-24' }],
  ])('a write of ours whose answer was lost (%s) is nobody else\'s change', async (_, document) => {
    ledger.losesAnswers = true;
    await expect(run(document)).rejects.toMatchObject({ kind: 'no-answer' });
    ledger.losesAnswers = false;
    for (let time = 0; time < 2; time += 1) await run(document);
    expect(ledger.document).toMatchObject({ dueDate: document.dueDate ?? '2026-12-20', gross: document.gross ?? '1210' });
    expect(await stored()).toMatchObject({ drift: [], changed: false });
    expect((await stored()).linesUnderWay ?? false).toBe(false);
  });

  it('lines refused before anything was written are not under way', async () => {
    ledger.meanwhile = (call) => {
      if (call === 'lines') throw new CallFailure('refused', 'No', { system: 'Counting' });
    };
    await expect(run(twoHundred)).rejects.toMatchObject({ kind: 'refused' });
    expect(await stored()).toMatchObject({ linesUnderWay: false });
    ledger.meanwhile = (call) => {
      if (call === 'lines') ledger.edit({ gross: '1500' });
      if (call === 'lines') throw new CallFailure('refused', 'No', { system: 'Counting' });
    };
    await expect(run(twoHundred)).rejects.toMatchObject({ kind: 'refused' });
    expect(await stored()).toMatchObject({ linesUnderWay: true });
  });

  it('any other failure is passed on, and nothing is remembered', async () => {
    const before = await stored();
    ledger.meanwhile = () => { throw new CallFailure('refused', 'No', { system: 'Counting' }); };
    await expect(run({ dueDate: '2026-12-24' })).rejects.toMatchObject({ kind: 'refused' });
    expect(await stored()).toEqual(before);
  });
});

describe('a ledger without versions', () => {
  beforeEach(async () => {
    ledger.hasVersions = false;
    await database.links.toCollection().modify((row) => void delete row.base?.ledger.version);
  });

  it('fault 37: is not overwritten either where it can be seen', async () => {
    ledger.edit({ dueDate: '2026-12-31' });
    await blocked({ dueDate: '2026-12-24' });
    expect(ledger.document.dueDate).toBe('2026-12-31');
    await run({ description: 'December' });
    expect(ledger.document).toMatchObject({ dueDate: '2026-12-31', description: 'December' });
  });
});

describe('lines that were never seen', () => {
  beforeEach(async () => {
    ledger.showsLines = false;
    await database.links.toCollection().modify((row) => void delete row.base?.ledger.lines);
  });

  it('are written over while the document is as it was, after a look', async () => {
    await run(twoHundred);
    expect(ledger.calls).toEqual(['read', 'lines']);
    expect(ledger.document.gross).toBe('2420');
  });

  it('fault 37: are asked about once the document was changed, said to be in doubt', async () => {
    ledger.edit({ lines: 'recoded' });
    const { problems } = await blocked(twoHundred);
    expect(problems[0]?.message).toBe('This was changed in Counting, perhaps in its lines, since it was sent, and here too.');
    expect(ledger.document.lines).toBe('recoded');
    const [overwrite] = problems[0]?.fixes ?? [];
    if (overwrite?.action.type !== 'settle-ledger-change') throw new Error('There is no Overwrite');
    const { holds, fields, seen } = overwrite.action;
    await run(twoHundred, { decisions: { ledgerChange: { holds, fields, seen } } });
    expect(ledger.document).toMatchObject({ lines: '2000', gross: '2420' });
    expect(await stored()).toMatchObject({ drift: [], changed: false });
  });

  it('the doubt outlives an update of the header', async () => {
    ledger.edit({ lines: 'recoded' });
    await run({ dueDate: '2026-12-24' });
    expect(ledger.document).toMatchObject({ lines: 'recoded', dueDate: '2026-12-24' });
    const { problems } = await blocked({ ...twoHundred, dueDate: '2026-12-24' });
    expect(problems[0]?.message).toMatch(/perhaps in its lines/);
  });
});

describe('what a ledger does not let be changed', () => {
  it('stays, is said, and goes on showing as changed here', async () => {
    ledger.allowed = 'header';
    const { result, differences, updatable } = await run({ ...twoHundred, dueDate: '2026-12-24' });
    expect(result).toBe('The dates and texts of the header are updated. The lines and amounts stay as they were sent: Counting does not let them be changed from here. Change them there.');
    expect(differences?.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['VAT', 'Total']);
    expect(updatable).toBeNull();
    expect(await stored()).toMatchObject({ changed: true, total: '1210' });
    ledger.allowed = 'nothing';
    const { headerHash } = await stored();
    expect((await run({ ...twoHundred, dueDate: '2026-12-25' })).result).toMatch(/^The due date, lines and amounts stay as they were sent/);
    expect(await stored()).toMatchObject({ headerHash, changed: true });
  });

  it('a number is among it also for a link without a base', async () => {
    await database.links.toCollection().modify((row) => void delete row.base);
    expect((await run({ number: '2026-2' })).result).toMatch(/The number stays as it was sent/);
    expect(await stored()).toMatchObject({ number: '2026-1', changed: true });
  });

  it('a number is among it: the link keeps the old one', async () => {
    const { result } = await run({ number: '2026-2' });
    expect(result).toBe('The number stays as it was sent: Counting does not let it be changed from here. Change it there.');
    expect(await stored()).toMatchObject({ number: '2026-1', changed: true });
    expect(ledger.document.reference).toBe('2026-1');
  });

  it('another customer\'s lines are not put under the old one', async () => {
    const { result } = await run({ ...twoHundred, contact: { id: 'c2', name: 'Initech' } });
    expect(result).toMatch(/^The customer, lines and amounts stay/);
    expect(ledger.calls).toEqual(['read']);
  });

  it('a total that does not come out as sent is no update', async () => {
    ledger.alter = (change) => ({ ...change, gross: '2420.01' });
    const { result } = await run(twoHundred);
    expect(result).toMatch(/^The lines and amounts stay as they were sent/);
    expect(await stored()).toMatchObject({ changed: true, drift: [], total: '2420.01' });
    await run(twoHundred);
    expect(ledger.calls).toEqual(['lines', 'lines']);
  });
});
