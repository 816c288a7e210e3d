import type Big from 'big.js';
import { big, refId, type QboRecord } from '../values';

const facts: Readonly<Record<string, { party: string; amount: string; sign: 1 | -1 }>> = {
  Invoice: { party: 'CustomerRef', amount: 'Balance', sign: 1 },
  CreditMemo: { party: 'CustomerRef', amount: 'Balance', sign: -1 },
  Payment: { party: 'CustomerRef', amount: 'UnappliedAmt', sign: -1 },
  Bill: { party: 'VendorRef', amount: 'Balance', sign: 1 },
  VendorCredit: { party: 'VendorRef', amount: 'Balance', sign: -1 },
};

/** What a transaction adds to the balance of its customer or vendor; undefined where there is nothing open. */
export function openAmount(entity: string, record: QboRecord): { party: string; amount: Big } | undefined {
  const of = facts[entity];
  return of && { party: refId(record[of.party]), amount: big(record[of.amount]).times(of.sign) };
}
