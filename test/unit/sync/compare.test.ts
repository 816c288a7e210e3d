import { describe, expect, it } from 'vitest';
import { compare, totalDifference } from '../../../lib/sync/compare';
import { booked, invoice } from './samples';

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
