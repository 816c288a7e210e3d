import Big from 'big.js';
import type { Company } from '../company';
import { messages, type Message } from '../texts';
import { big, cents, trimmed, type Row } from '../values';

export const findVatCode = (company: Company, code: string): Row | undefined => company.vatCodes.find((row) => trimmed(row['Code']) === code.trim());

/** The fraction that holds on a day. */
export function percentageOn(company: Company, vatCode: Row, date: number): Big {
  const row = company.vatPercentages.find(
    (percentage) => percentage['VATCodeID'] === vatCode['ID'] && Number(percentage['StartDate']) <= date && (percentage['EndDate'] == null || date <= Number(percentage['EndDate'])),
  );
  return big((row ?? vatCode)['Percentage']);
}

export interface VatAmounts {
  net: Big;
  vat: Big;
}

/**
 * Net and VAT of a line. Under a code of type including, the amount is taken with its VAT in it.
 * Reverse charge is both paid and claimed, so the entry's total has none.
 */
export function vatOf(company: Company, vatCode: Row | null, amount: Big, given: Big | null, date: number): VatAmounts | Message {
  const percentage = vatCode ? percentageOn(company, vatCode, date) : new Big(0);
  const taxed = vatCode !== null && percentage.gt(0) && !vatCode['Charged'] && ['E', 'I'].includes(trimmed(vatCode['Type']));
  if (!taxed) {
    if (given && !given.eq(0)) return messages.vatPercentage;
    return { net: cents(amount), vat: new Big(0) };
  }
  if (trimmed(vatCode['Type']) === 'I') {
    const vat = given ? cents(given) : cents(amount).minus(cents(amount.div(percentage.plus(1))));
    return { net: cents(amount).minus(vat), vat };
  }
  return { net: cents(amount), vat: given ? cents(given) : cents(amount.times(percentage)) };
}

/** Why a code may not be used on this side; null when it may. */
export function vatCodeProblem(vatCode: Row | undefined, side: 'S' | 'P'): Message | null {
  if (!vatCode) return messages.unknownReference('vatCode');
  if (vatCode['IsBlocked']) return messages.blocked('vatCode');
  return [side, 'B'].includes(trimmed(vatCode['VATTransactionType'])) ? null : messages.invalid('vatCode');
}
