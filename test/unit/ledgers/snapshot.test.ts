import { describe, expect, it } from 'vitest';
import type { LedgerDocument } from '../../../lib/ledgers/ledger';
import { documentFields, isUnchanged, sameField, snapshotOf } from '../../../lib/ledgers/snapshot';

const document: LedgerDocument = {
  id: 'L1', number: '26700012', contact: 'K1', contactName: 'Globex', journal: '70', date: '2026-11-20', dueDate: '2026-12-20', reference: '2026-1', description: 'November',
  paymentReference: 'RF18', currency: 'EUR', gross: '1210', tax: '210', version: '1', lines: 'L', url: 'https://ledger.example/1',
};
const seen = snapshotOf(document);
const changedFields = (change: Partial<LedgerDocument>) => documentFields.filter((field) => !sameField(field, seen, { ...document, ...change }));

describe('a snapshot of a ledger\'s document', () => {
  it('holds what can be changed, and nothing else', () => {
    expect(seen).not.toHaveProperty('id');
    expect(seen).not.toHaveProperty('url');
    expect(snapshotOf(seen)).toEqual(seen);
    const { paymentReference: _, version: __, lines: ___, ...bare } = document;
    expect(Object.keys(snapshotOf(bare))).not.toEqual(expect.arrayContaining(['paymentReference']));
    expect(Object.values(snapshotOf(bare))).not.toContain(undefined);
  });

  it.each<[keyof LedgerDocument, Partial<LedgerDocument>, string[]]>([
    ['reference', { reference: '2026-2' }, ['number']], ['contact', { contact: 'K2' }, ['contact']], ['date', { date: '2026-11-21' }, ['date']], ['dueDate', { dueDate: null }, ['dueDate']],
    ['description', { description: 'By hand' }, ['description']], ['paymentReference', { paymentReference: '' }, ['paymentReference']], ['gross', { gross: '1210.01' }, ['amounts']],
    ['tax', { tax: '209' }, ['amounts']], ['currency', { currency: 'USD' }, ['amounts']], ['lines', { lines: 'M' }, ['amounts']],
    ['contactName', { contactName: 'Globex B.V.' }, []], ['number', { number: '1' }, []], ['journal', { journal: '71' }, []], ['url', { url: 'x' }, []], ['version', { version: '2' }, []],
  ])('tells another %s', (_, change, fields) => expect(changedFields(change)).toEqual(fields));

  it('takes the same value, otherwise written, for the same', () => expect(changedFields({ gross: '1210.00', tax: '210.0', description: ' November ', reference: '2026-1 ' })).toEqual([]));

  it('is that of the document while nothing is changed, the version included, and it is not void', () => {
    expect(isUnchanged(seen, document)).toBe(true);
    for (const change of [{ version: '2' }, { dueDate: null }, { voided: true as const }]) expect(isUnchanged(seen, { ...document, ...change })).toBe(false);
    const { version: _, ...unversioned } = document;
    expect([isUnchanged(seen, unversioned), isUnchanged(seen, { ...unversioned, gross: '1' })]).toEqual([true, false]);
  });
});
