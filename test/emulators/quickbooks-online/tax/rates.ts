import type Big from 'big.js';
import type { Books } from '../entities/books';
import { big, group, list, refId, text, type QboRecord } from '../values';

export type Side = 'sales' | 'purchase';

export interface Rate {
  id: string;
  percent: Big;
}

/** Ids of the rates a code has for a side. */
export function rateIds(code: QboRecord | undefined, side: Side): string[] {
  const rates = group(code?.[side === 'sales' ? 'SalesTaxRateList' : 'PurchaseTaxRateList'])['TaxRateDetail'];
  return list(rates).map((detail) => refId(detail['TaxRateRef']));
}

/** The percentage that holds on a day. */
function percentOn(rate: QboRecord, day: string): Big {
  const period = list(rate['EffectiveTaxRate']).find(({ EffectiveDate, EndDate }) => {
    const [start, end] = [text(EffectiveDate).slice(0, 10), text(EndDate).slice(0, 10)];
    return start <= day && (end === '' || day <= end);
  });
  return big((period ?? rate)['RateValue']);
}

export function ratesOf(books: Books, codeId: string, side: Side, day: string): Rate[] {
  return rateIds(books.find('TaxCode', codeId), side).flatMap((id) => {
    const rate = books.find('TaxRate', id);
    return rate ? [{ id, percent: percentOn(rate, day) }] : [];
  });
}
