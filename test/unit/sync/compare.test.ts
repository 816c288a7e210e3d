import { describe, expect, it } from 'vitest';
import { compare, totalDifference } from '../../../lib/sync/compare';
import { snapshotOf } from '../../../lib/ledgers/snapshot';
import { threeWay, wantedOf } from '../../../lib/sync/three-way';
import { booked, hostSide, invoice } from './samples';

const rows = (host = invoice(), ledger = booked(), date = '2026-11-20') => compare(host, ledger, { date, locale: 'en-GB' });
const differing = (...of: Parameters<typeof rows>) => rows(...of).filter(({ differs }) => differs).map(({ field }) => field);

describe('the differences', () => {
  it('are none between a document and what became of it', () => {
    expect(differing()).toEqual([]);
    expect(differing(invoice({ gross: '1210.00', tax: '210.0' }))).toEqual([]);
    expect(differing(invoice({ number: ' 2026-1 ' }))).toEqual([]);
  });

  it('are shown field by field, in the words and format of the user', () => {
    expect(rows(invoice(), booked({ gross: '1200', date: '2026-12-01' }))).toEqual([
      { field: 'Number', host: '2026-1', ledger: '2026-1', differs: false },
      { field: 'Date', host: '20/11/2026', ledger: '01/12/2026', differs: true, numeric: true },
      { field: 'Due date', host: '20/12/2026', ledger: '20/12/2026', differs: false, numeric: true },
      { field: 'VAT', host: '210.00 EUR', ledger: '210.00 EUR', differs: false, numeric: true },
      { field: 'Total', host: '1,210.00 EUR', ledger: '1,200.00 EUR', differs: true, numeric: true },
    ]);
  });

  it('fault 37: are marked each by itself', () => {
    expect(differing(invoice({ number: '2026-2' }))).toEqual(['Number']);
    expect(differing(invoice({ dueDate: '2027-01-01' }))).toEqual(['Due date']);
    expect(differing(invoice({ tax: '210.01' }))).toEqual(['VAT']);
    expect(differing(invoice(), booked({ gross: '1210.01' }))).toEqual(['Total']);
    expect(differing(invoice(), booked({ dueDate: null }))).toEqual(['Due date']);
  });

  it('pain 36: take another currency for another amount', () => expect(differing(invoice(), booked({ currency: 'USD' }))).toEqual(['VAT', 'Total']));

  it('compare the day it was to be booked on, not the document\'s own', () => {
    expect(differing(invoice(), booked({ date: '2026-12-01' }), '2026-12-01')).toEqual([]);
  });

  it('are none where one side says nothing', () => {
    expect(differing(invoice({ dueDate: null }), booked({ tax: null }))).toEqual([]);
    expect(rows(invoice({ dueDate: null, number: '' }), booked({ tax: null, reference: '' })).map(({ host, ledger }) => [host, ledger])).toContainEqual(['–', '–']);
  });
});

describe('fault 37: the differences since both sides were last brought together', () => {
  const base = { host: hostSide(), ledger: snapshotOf(booked({ paymentReference: 'RF18' })) };
  const since = (host: Parameters<typeof invoice>[0], ledger: Parameters<typeof booked>[0], lines = 'l1') => {
    const document = invoice(host);
    const { contact, number, date, dueDate, description, paymentReference, currency, gross, tax } = document;
    const ours = { number, contact: contact?.id ?? null, date, dueDate, description, paymentReference, currency, gross, tax, lines };
    const stored = booked({ paymentReference: 'RF18', ...ledger });
    const changes = threeWay(base, ours, wantedOf(ours, 'K1'), stored);
    return compare(document, stored, { date, locale: 'en-GB', since: { changes, was: base.ledger } }).filter(({ differs, note }) => differs || note);
  };

  it('say what was there before somebody changed it, and whether it was changed here too', () => {
    expect(since({}, { dueDate: '2026-12-31' })).toEqual([{ field: 'Due date', host: '20/12/2026', ledger: '31/12/2026', differs: true, numeric: true, note: 'changed in the ledger, was 20/12/2026' }]);
    expect(since({ dueDate: '2026-12-24' }, { dueDate: '2026-12-31' })).toMatchObject([{ note: 'changed on both sides, was 20/12/2026' }]);
    expect(since({ dueDate: '2026-12-24' }, {})).toMatchObject([{ field: 'Due date', differs: true }]);
    expect(since({ dueDate: '2026-12-24' }, {})[0]).not.toHaveProperty('note');
    expect(since({ dueDate: '2026-12-31' }, { dueDate: '2026-12-31' })).toEqual([]);
  });

  it('name texts and the contact only where they were changed there', () => {
    expect(since({}, { description: 'By hand', paymentReference: '', contact: 'K2', contactName: 'Initech' })).toEqual([
      { field: 'Customer', host: 'Globex', ledger: 'Initech', differs: true, note: 'changed in the ledger, was Globex' },
      { field: 'Description', host: 'November', ledger: 'By hand', differs: true, note: 'changed in the ledger, was November' },
      { field: 'Payment reference', host: 'RF18', ledger: '–', differs: true, note: 'changed in the ledger, was RF18' },
    ]);
    expect(since({ description: 'December' }, {})).toEqual([]);
    expect(since({ ref: { kind: 'bill', id: '1' } }, { contact: 'K2', contactName: 'Initech' })[0]?.field).toBe('Supplier');
  });

  it('mark the amounts that moved, and lines whose total did not', () => {
    expect(since({}, { gross: '1300', tax: '225.62' }).map(({ field, note }) => [field, note])).toEqual([['VAT', 'changed in the ledger, was 210.00 EUR'], ['Total', 'changed in the ledger, was 1,210.00 EUR']]);
    const recoded = { lines: 'L2' };
    const before = { host: base.host, ledger: { ...base.ledger, lines: 'L1' } };
    const changes = threeWay(before, base.host, wantedOf(base.host, 'K1'), { ...before.ledger, ...recoded });
    const rowsOf = (areLinesInDoubt: boolean) => compare(invoice(), booked(recoded), { date: '2026-11-20', since: { changes, was: before.ledger, areLinesInDoubt } }).filter(({ differs }) => differs);
    expect(rowsOf(false)).toEqual([{ field: 'Lines', host: 'As sent', ledger: 'Changed', differs: true }]);
    expect(rowsOf(true)).toMatchObject([{ ledger: 'Perhaps changed' }]);
  });

  it('do not mark again what was accepted', () => {
    const accepted = { host: hostSide(), ledger: { ...base.ledger, dueDate: '2026-12-31' } };
    const ours = hostSide();
    const changes = threeWay(accepted, ours, wantedOf(ours, 'K1'), accepted.ledger);
    expect(compare(invoice(), booked({ dueDate: '2026-12-31' }), { date: '2026-11-20', since: { changes, was: accepted.ledger } }).every(({ differs }) => !differs)).toBe(true);
  });
});

describe('the proof of the total', () => {
  it('is to the cent, however the amounts are written', () => {
    expect(totalDifference({ gross: '1210.00', currency: 'EUR' }, { gross: '1210', currency: 'EUR' })).toBeNull();
    expect(totalDifference({ gross: '5900.00', currency: 'EUR' }, { gross: '5900.01', currency: 'EUR' })).toBe('0.01');
    expect(totalDifference({ gross: '-10', currency: 'EUR' }, { gross: '10', currency: 'EUR' })).toBe('20');
  });

  it('pain 36: fails for another currency even with the same figures', () => {
    expect(totalDifference({ gross: '10', currency: 'EUR' }, { gross: '10', currency: 'USD' })).toBe('USD instead of EUR');
  });
});
