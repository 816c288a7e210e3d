import { describe, expect, it } from 'vitest';
import type { DocumentRow, LinkRow } from '../../../lib/storage/rows';
import { changedHere, followedKinds, isClosedOn } from '../../../lib/sync/changed-here';
import { startDateOf } from '../../../lib/sync/start-date';
import { newsSince } from '../../../lib/sync/synchronize';
import { connection, job, link, now, payment } from './samples';

const day = 86_400_000;

describe('startDateOf', () => {
  const facts = { current: '2026-01-01', isFixed: false, wanted: undefined, today: '2026-11-21', byPolicy: false };
  it('is today for a connection that names none, and any day it names', () => {
    expect(startDateOf({ ...facts, current: null })).toEqual({ startDate: '2026-11-21', isKept: false });
    expect(startDateOf({ ...facts, current: null, wanted: '2019-01-01' })).toEqual({ startDate: '2019-01-01', isKept: false });
  });
  it('may be changed until something was synchronized, then by policy alone', () => {
    expect(startDateOf({ ...facts, wanted: '2026-02-01' })).toEqual({ startDate: '2026-02-01', isKept: false });
    expect(startDateOf({ ...facts, wanted: '2026-02-01', isFixed: true })).toEqual({ startDate: '2026-01-01', isKept: true });
    expect(startDateOf({ ...facts, wanted: '2026-02-01', isFixed: true, byPolicy: true })).toEqual({ startDate: '2026-02-01', isKept: false });
  });
  it('is not kept from anybody who wants what there is, or nothing', () => {
    expect(startDateOf({ ...facts, wanted: '2026-01-01', isFixed: true }).isKept).toBe(false);
    expect(startDateOf({ ...facts, isFixed: true })).toEqual({ startDate: '2026-01-01', isKept: false });
  });
});

describe('newsSince', () => {
  it('goes back a day before the last list, since the host\'s days are those of another zone', () => expect(newsSince({ listedAt: now, listedWholeAt: now - 3_600_000 }, now + 300_000)).toBe('2026-11-20'));
  it('asks for the whole list first, once a day, and when what is listed is another by now', () => {
    expect(newsSince({}, now)).toBeNull();
    expect(newsSince({ listedAt: now - 300_000, listedWholeAt: now - day }, now)).toBeNull();
    expect(newsSince({ listedAt: now - 300_000 }, now)).toBeNull();
  });
});

describe('changes of documents that were sent', () => {
  it('follow for the kinds of which the ledger says so, whole or in part', () => {
    const { ledger } = connection();
    expect(followedKinds({ follows: () => 'whole' }, ledger)).toEqual(['invoice', 'bill']);
    expect(followedKinds({ follows: (_config, kind) => (kind === 'invoice' ? 'nothing' : 'header') }, ledger)).toEqual(['bill']);
  });

  const row = (more: Partial<DocumentRow> = {}) => ({ key: 'acme/invoice/1001', kind: 'invoice', id: '1001', modified: 'later', deleted: false, ...more }) as DocumentRow;
  const seen = (more: Partial<LinkRow> = {}) => link({ hostModified: 'then', payment: payment('open', '0', '1210'), ...more });
  const found = (document: DocumentRow, of: LinkRow, jobs = [job({ state: 'done' })]) => changedHere([document], new Map([[of.key, of]]), new Map(jobs.map((one) => [one.id, one])), '123456').length;

  it('are those the host marks with another time than when it was last looked at', () => {
    expect(found(row(), seen())).toBe(1);
    expect(found(row(), seen({ payment: null }), [])).toBe(1);
    expect(found(row({ modified: 'then' }), seen())).toBe(0);
    expect(changedHere([row()], new Map(), new Map(), '123456')).toEqual([]);
  });

  it.each<[string, DocumentRow, LinkRow]>([
    ['deleted here', row({ deleted: true }), seen()],
    ['deleted there', row(), seen({ remote: 'deleted' })],
    ['partly paid', row(), seen({ payment: payment('partly', '10', '1200') })],
    ['paid', row(), seen({ payment: payment('paid', '1210', '0') })],
    ['edited there', row(), seen({ drift: ['amounts'] })],
    ['of another company', row(), seen({ company: '654321' })],
  ])('do not follow for one that is %s', (_what, document, of) => expect(found(document, of)).toBe(0));

  it('do not follow where the books are closed in its journal, on any of its days', () => {
    const periods = [
      { year: 2026, period: 10, start: '2026-10-01', end: '2026-10-31', closedJournals: ['60'] },
      { year: 2026, period: 11, start: '2026-11-01', end: '2026-11-30', closedJournals: [] },
    ];
    expect([isClosedOn(periods, '60', ['2026-10-31']), isClosedOn(periods, '60', ['2026-11-10', '2026-10-01']), isClosedOn(periods, '60', ['2026-11-01']), isClosedOn(periods, '70', ['2026-10-10'])]).toEqual([true, true, false, false]);
  });

  it('do not follow while the document waits for the user, or is under way', () => {
    for (const state of ['blocked', 'failed', 'queued', 'sending', 'unknown', 'waiting'] as const) expect([state, found(row(), seen(), [job({ state })])]).toEqual([state, 0]);
  });
});
