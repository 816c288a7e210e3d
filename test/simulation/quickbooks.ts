import { booksHelpers, type BooksHelpers } from '../emulators/quickbooks-online/helpers';
import type { Fields } from '../emulators/quickbooks-online/values';
import type { QuickBooksUnderTest } from '../support/ledgers/quickbooks-online';
import type { Stage } from './stage';

/** What people do in QuickBooks itself, on a stage where it is the ledger. */
export const booksOf = ({ ledger }: Stage): BooksHelpers => booksHelpers((ledger as QuickBooksUnderTest).emulator.company());

/** An invoice somebody else wrote there. */
export function addInvoice(stage: Stage, number: string, customer: string, cents: number): string {
  const books = booksOf(stage);
  const company = (stage.ledger as QuickBooksUnderTest).emulator.company();
  const detail: Fields = { ItemRef: { value: books.byName('Item', 'Consulting').Id }, TaxCodeRef: { value: books.byName('TaxCode', 'Exempt').Id } };
  const line = { Amount: cents / 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: detail };
  return company.create('Invoice', { DocNumber: number, TxnDate: '2026-11-10', CustomerRef: { value: books.byName('Customer', customer).Id }, CurrencyRef: { value: 'EUR' }, Line: [line] }).Id;
}
