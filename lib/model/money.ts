import { z } from 'zod';
import { compareDecimals, decimalSchema, minus, plus, sameDecimal, type Decimal } from './decimal';

/** An amount with its currency (ISO 4217). Amounts of two currencies never meet. */
export const moneySchema = z.object({ amount: decimalSchema, currency: z.string().length(3) });
export type Money = z.infer<typeof moneySchema>;

export const money = (amount: Decimal, currency: string): Money => ({ amount, currency });

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new Error(`Amounts in ${a.currency} and ${b.currency} cannot be combined`);
  return a.currency;
}

/** Throws when the currencies differ. */
export const addMoney = (a: Money, b: Money): Money => money(plus(a.amount, b.amount), sameCurrency(a, b));
/** Throws when the currencies differ. */
export const subtractMoney = (a: Money, b: Money): Money => money(minus(a.amount, b.amount), sameCurrency(a, b));
/** Throws when the currencies differ. */
export const compareMoney = (a: Money, b: Money): number => (sameCurrency(a, b), compareDecimals(a.amount, b.amount));
export const sameMoney = (a: Money, b: Money): boolean => a.currency === b.currency && sameDecimal(a.amount, b.amount);

const amountFormats = new Map<string, Intl.NumberFormat>();

/** Kept: to make one takes longer than to write a thousand amounts with it. */
function amountFormat(locale: string | undefined, places: number): Intl.NumberFormat {
  const key = `${locale ?? ''} ${places}`;
  const format = amountFormats.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places });
  amountFormats.set(key, format);
  return format;
}

/** "1,210.00" in the user's locale; Intl takes the decimal text as it is, so no cent is lost. */
export function formatAmount(amount: Decimal, locale?: string, places = 2): string {
  return amountFormat(locale, places).format(amount as Intl.StringNumericLiteral);
}

/** "1,210.00 EUR": the amount in the user's locale, then the ISO code. */
export const formatMoney = (value: Money, locale?: string): string => `${formatAmount(value.amount, locale)} ${value.currency}`;
