import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerDocument, NaturalKey } from '../../../lib/ledgers/ledger';
import { sameDecimal } from '../../../lib/model/decimal';
import { judge } from '../../../lib/sync/candidates';
import { booked } from './samples';

const sale: NaturalKey = { kind: 'invoice', number: '2026-1', contact: 'K1', journal: '70', date: '2026-11-20', gross: '1210.00', currency: 'EUR' };
const bill: NaturalKey = { ...sale, kind: 'bill', journal: '60' };
const ids = (documents: LedgerDocument[]) => documents.map(({ id }) => id);

describe('what the ledger has under a number', () => {
  it('is the document, when contact, total and currency are the same', () => {
    expect(judge(sale, [booked()])).toEqual({ is: 'it', document: booked() });
    expect(judge(sale, [booked({ date: '2026-12-01', journal: '71' })])).toMatchObject({ is: 'it' });
    expect(judge(bill, [booked()])).toMatchObject({ is: 'it' });
  });

  it('is nothing, when there is nothing', () => expect(judge(sale, [])).toEqual({ is: 'none' }));

  it('fault 14: is doubtful with another total or currency', () => {
    for (const other of [booked({ gross: '1210.01' }), booked({ gross: '-1210' }), booked({ currency: 'USD' })]) {
      expect(judge(sale, [other])).toEqual({ is: 'doubtful', documents: [other] });
      expect(judge(bill, [other])).toEqual({ is: 'doubtful', documents: [other] });
    }
  });

  it('fault 13: is doubtful when there are two, and both are shown', () => {
    const twins = [booked(), booked({ id: 'L2' })];
    expect(judge(sale, twins)).toEqual({ is: 'doubtful', documents: twins });
    expect(judge(bill, twins)).toEqual({ is: 'doubtful', documents: twins });
    expect(judge(sale, [booked(), booked({ id: 'L3', gross: '5' })])).toMatchObject({ is: 'doubtful' });
  });

  it('of a bill is told by its day: a supplier may use a number again', () => {
    const lastYear = booked({ id: 'old', date: '2025-11-20' });
    expect(judge(bill, [lastYear])).toMatchObject({ is: 'doubtful' });
    expect(judge(bill, [lastYear, booked()])).toMatchObject({ is: 'it', document: { id: 'L1' } });
  });

  it('fault 15: is taken, when it is a stranger\'s in the same journal', () => {
    const stranger = booked({ contact: 'K9' });
    expect(judge(sale, [stranger])).toEqual({ is: 'taken', documents: [stranger] });
    expect(judge(sale, [booked({ contact: 'K9', journal: '71' })])).toEqual({ is: 'none' });
    expect(judge(sale, [stranger, booked()])).toMatchObject({ is: 'it' });
    // Where the ledger does not keep numbers unique it is nobody's in particular.
    expect(judge(sale, [stranger], '', false)).toEqual({ is: 'none' });
  });

  it('of a bill is nobody else\'s business: another supplier has his own numbers', () => expect(judge(bill, [booked({ contact: 'K9', journal: '60' })])).toEqual({ is: 'none' }));

  it('is adopted only with the same contact, total and currency, whatever is found', () => {
    const found = fc.record({ id: fc.constantFrom('a', 'b', 'c'), contact: fc.constantFrom('K1', 'K9'), gross: fc.constantFrom('1210', '1210.0', '1210.01', '-1210'), currency: fc.constantFrom('EUR', 'USD'), journal: fc.constantFrom('60', '70'), date: fc.constantFrom('2026-11-20', '2025-11-20') });
    fc.assert(
      fc.property(fc.constantFrom(sale, bill), fc.array(found, { maxLength: 4 }), (key, rows) => {
        const documents = rows.map((row) => booked(row));
        const judged = judge(key, documents);
        const own = documents.filter(({ contact }) => contact === key.contact);
        if (judged.is === 'it') {
          const { document } = judged;
          return document.contact === key.contact && sameDecimal(document.gross, key.gross) && document.currency === key.currency && (key.kind === 'invoice' ? own.length === 1 : document.date === key.date);
        }
        return judged.is === 'doubtful' ? ids(judged.documents).join() === ids(own).join() : own.length === 0;
      }),
    );
  });
});
