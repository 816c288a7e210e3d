import type { Day } from '../../model/dates';
import { compareDecimals, type Decimal } from '../../model/decimal';
import { CallFailure } from '../../net/failure';
import type { Booking } from '../ledger';
import { refuse, type Client } from './client';
import { checkCurrency } from './company';
import type { Traits } from './traits';
import { exchangeRates } from './wire';

export type RateOf = (booking: Pick<Booking, 'currency' | 'date'>, traits: Traits) => Promise<Decimal | null>;

/**
 * Home units for one unit of a document's currency on its day; null for the home currency. Read once for each day: without
 * a rate a foreign document is refused, and one report saw a payment booked at 1. Throws CallFailure 'refused' where there is none.
 */
export function ratesOf(client: Client): RateOf {
  const known = new Map<string, Promise<Decimal>>();
  const read = async (currency: string, day: Day): Promise<Decimal> => {
    try {
      const query = new URLSearchParams({ sourcecurrencycode: currency, asofdate: day }).toString();
      const { Rate } = await client.single(exchangeRates, `exchangerate?${query}`, `ask for the rate of ${currency} on ${day}`);
      if (compareDecimals(Rate, '0') > 0) return Rate;
    } catch (failure) {
      if (!(failure instanceof CallFailure) || !['refused', 'absent'].includes(failure.kind)) throw failure;
    }
    throw refuse('rate-missing', `QuickBooks Online has no exchange rate of ${currency} for ${day}.`, 'exchangerate');
  };
  return async ({ currency, date }, traits) => {
    checkCurrency(traits, currency);
    if (currency === traits.homeCurrency) return null;
    const key = `${currency}/${date}`;
    const reading = known.get(key) ?? read(currency, date);
    known.set(key, reading);
    try {
      return await reading;
    } catch (failure) {
      known.delete(key);
      throw failure;
    }
  };
}
