import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import type { Booking, BookingLine, LedgerCompany, LedgerConfig, NaturalKey } from '../../../../lib/ledgers/ledger';
import type { ApiCall } from '../../../../lib/net/call';
import { callTo } from '../../../conformance/support';
import { ManualClock } from '../../../emulators/core/emulator';
import { createQuickBooksOnline, seedCompany, seedUsCompany, testClient, type Behaviour, type QuickBooksOnline } from '../../../emulators/quickbooks-online';
import { booksHelpers, type BooksHelpers } from '../../../emulators/quickbooks-online/helpers';
import type { SeedOverrides } from '../../../emulators/quickbooks-online/seed/company';

export interface Bench {
  clock: ManualClock;
  qbo: QuickBooksOnline;
  books: BooksHelpers;
  config: LedgerConfig;
  company: LedgerCompany;
  /** Every call that left. */
  asked: ApiCall[];
  /** A line of 100.00 on the account with that number, or on the item of that name. */
  line(change: Partial<BookingLine> & { on: string }): BookingLine;
  /** An Irish company's invoice or bill of one line, 100.00 and 21 % tax. */
  booking(kind: 'invoice' | 'bill', number: string, change?: Partial<Booking>): Booking;
  /** The code as it stands in mappings, with the rates of its sales. */
  tax(name: string, percentage: string): Pick<BookingLine, 'taxCode' | 'taxPercentage' | 'taxRates'>;
}

/** A company of the emulator, opened with the traits that its reference data told. */
export async function makeBench({ us = false, behaviour = {}, ...overrides }: SeedOverrides & { us?: boolean; behaviour?: Partial<Behaviour> } = {}): Promise<Bench> {
  const clock = new ManualClock(Date.parse('2026-11-10T10:00:00Z'));
  const qbo = createQuickBooksOnline({ clock, behaviour, companies: (at) => [us ? seedUsCompany(at, overrides) : seedCompany(at, overrides)] });
  const books = booksHelpers(qbo.company());
  const asked: ApiCall[] = [];
  const call = (request: ApiCall) => {
    asked.push(request);
    clock.advance(1100);
    // Tests let days go by: a token of an hour's life is not what they are about.
    return callTo(qbo, { authorization: `Bearer ${qbo.accessToken()}` })(request);
  };
  const unknown: LedgerConfig = { system: 'quickbooks-online', environment: 'sandbox', clientId: testClient.clientId, company: qbo.company().realmId };
  const { traits } = await quickBooksOnline.open(call, unknown).readReference();
  const config: LedgerConfig = { ...unknown, ...(traits && { traits }) };
  asked.length = 0;

  const tax: Bench['tax'] = (name, percentage) => {
    const code = books.byName('TaxCode', name);
    const list = code['SalesTaxRateList'] as { TaxRateDetail: { TaxRateRef: { value: string } }[] } | undefined;
    return { taxCode: `#${code.Id}`, taxPercentage: percentage, taxRates: (list?.TaxRateDetail ?? []).map(({ TaxRateRef }) => ({ id: TaxRateRef.value, percentage })) };
  };
  const home = us ? { taxCode: 'TAX', taxPercentage: '21', taxRates: [] } : tax('21.0% S', '21');
  const line: Bench['line'] = ({ on, ...change }) => {
    const isAccount = /^\d+$/.test(on);
    return {
      description: 'Work', account: isAccount ? `#${books.account(on).Id}` : null, accountCode: isAccount ? on : null, ...home, quantity: '1', unitPrice: '100', net: '100', tax: null,
      item: isAccount ? null : books.byName('Item', on).Id, unit: null, costCentre: null, costUnit: null, project: null, class: null, ...change,
    };
  };
  const party = (kind: 'invoice' | 'bill') => (kind === 'invoice' ? `customer/${books.byName('Customer', 'Brouwerij De Linde').Id}` : `vendor/${books.byName('Vendor', 'Papierhandel Smit').Id}`);
  const booking: Bench['booking'] = (kind, number, change) => ({
    kind, number, credit: false, date: '2026-11-03', dueDate: '2026-12-03', currency: us ? 'USD' : 'EUR', journal: '', contact: party(kind), paymentTerm: null,
    description: 'Website', paymentReference: '', net: '100', tax: '21', gross: '121', lines: [line({ on: kind === 'invoice' ? 'Consulting' : '4010' })], ...change,
  });
  return { clock, qbo, books, config, company: quickBooksOnline.open(call, config), asked, line, booking, tax };
}

export const keyOf = ({ kind, number, contact, journal, date, gross, currency }: Booking): NaturalKey => ({ kind, number, contact, journal, date, gross, currency });

/** The same as a credit note: every amount turned. */
export const credited = (booking: Booking): Booking => {
  const turn = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);
  return {
    ...booking, credit: true, net: turn(booking.net), tax: turn(booking.tax), gross: turn(booking.gross),
    lines: booking.lines.map((line) => ({ ...line, net: turn(line.net), quantity: turn(line.quantity), tax: line.tax === null ? null : turn(line.tax) })),
  };
};
