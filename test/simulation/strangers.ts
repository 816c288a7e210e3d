import { bookEntry } from '../emulators/exact-online/services/entries';
import { sales } from '../emulators/exact-online/booking/side';
import { day } from '../emulators/exact-online/values';
import { addInvoice } from './quickbooks';
import type { Stage } from './stage';

/** Somebody books an invoice of his own under a number, for a customer of his own. Returns the customer's name. */
export function addStranger(stage: Stage, number: string, cents: number): string {
  if (stage.ledger.id === 'quickbooks-online') {
    addInvoice(stage, number, 'Maeve Byrne', cents);
    return 'Maeve Byrne';
  }
  const { exact } = stage;
  const [user] = exact.world.users;
  if (!user) throw new Error('The ledger has no user');
  const customer = exact.byCode('accounts', '2');
  bookEntry({ world: exact.world, company: exact.company(), user, base: 'https://start.exactonline.nl/api/v1/123456' }, sales, {
    values: { Customer: customer['ID'], Journal: '70', EntryDate: day('2026-11-10'), InvoiceNumber: Number(number), YourRef: number },
    lists: { SalesEntryLines: [{ GLAccount: exact.byCode('glAccounts', '8010')['ID'], AmountFC: String(cents / 100), VATCode: '0' }] },
  });
  return String(customer['Name']);
}
