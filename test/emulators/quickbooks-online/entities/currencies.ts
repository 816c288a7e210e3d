import { big, refId, type Fields, type QboRecord } from '../values';
import type { Books } from './books';
import { badCurrency, business, missing, noRate, notFound } from './refusals';

const names: Readonly<Record<string, string>> = { USD: 'United States Dollar', EUR: 'Euro', GBP: 'British Pound Sterling', CAD: 'Canadian Dollar' };
const english = new Intl.DisplayNames('en', { type: 'currency' });

export const currencyName = (code: string): string => names[code] ?? english.of(code) ?? code;

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const needsMulti = () => business('Multi Currency should be enabled to perform this operation');

/** Throws Refusal for what is no ISO 4217 currency. */
export function checkCurrency(code: string): void {
  if (!known.has(code)) throw badCurrency(code);
}

/** Puts a currency on the company's list unless it is there or is the home currency. Throws Refusal for what is no currency. */
export function listCurrency(books: Books, code: string): void {
  checkCurrency(code);
  if (code === books.options.homeCurrency || books.list('CompanyCurrency').some((row) => row['Code'] === code)) return;
  books.insert('CompanyCurrency', { Code: code, Name: currencyName(code), Active: true });
}

/** The currency a new party gets; it never changes afterwards. Throws Refusal. */
export function partyCurrency(books: Books, sent: unknown): string {
  const code = refId(sent);
  if (code === '') return books.options.homeCurrency;
  // Measured: refused whatever the currency is, even the company's own.
  if (!books.preferences.multiCurrency) throw needsMulti();
  listCurrency(books, code);
  return code;
}

/** What a transaction says of its currency; nothing of rates in a company with one currency. Throws Refusal. */
export function transactionCurrency(books: Books, fields: Fields, party: QboRecord | undefined): Fields {
  const { homeCurrency } = books.options;
  const code = refId(fields['CurrencyRef']);
  if (!books.preferences.multiCurrency) {
    if (code !== '' && code !== homeCurrency) throw needsMulti();
    return { CurrencyRef: { value: homeCurrency }, ExchangeRate: undefined };
  }
  if (code === '') throw missing('CurrencyRef');
  checkCurrency(code);
  if (party && refId(party['CurrencyRef']) !== code) throw business('You can only use one foreign currency per transaction.');
  if (code === homeCurrency) return { CurrencyRef: { value: code }, ExchangeRate: 1 };
  if (!big(fields['ExchangeRate']).gt(0)) throw noRate();
  return { CurrencyRef: { value: code }, ExchangeRate: fields['ExchangeRate'] };
}

/** The rate last known on a day. Throws Refusal when none is. */
export function exchangeRate(books: Books, source: string, asOfDate: string): QboRecord {
  const day = (row: QboRecord) => String(row['AsOfDate']);
  const rates = books.list('ExchangeRate').filter((row) => row['SourceCurrencyCode'] === source && day(row) <= asOfDate);
  const [latest] = rates.sort((a, b) => day(b).localeCompare(day(a)));
  if (!latest) throw notFound();
  return { ...latest, AsOfDate: asOfDate };
}
