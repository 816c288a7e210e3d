import type { Booking } from '../../lib/ledgers/ledger';
import { quickBooksOnline } from '../../lib/ledgers/quickbooks-online';
import { ManualClock } from '../emulators/core/emulator';
import { createQuickBooksOnline, testClient } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import { seedCompany, type SeedOverrides } from '../emulators/quickbooks-online/seed/company';
import type { Fields } from '../emulators/quickbooks-online/values';
import { ledgerChangesConformance, type ChangesBench } from './ledger-changes';
import { ledgerConformance } from './ledger-conformance';
import { ledgerCreatesConformance } from './ledger-creates';
import { ledgerMastersConformance } from './ledger-masters';
import { callTo } from './support';

const locate = (id: string): [entity: string, own: string] => {
  const [entity = '', own = ''] = id.split('/');
  return [entity, own];
};

const benchOf = (overrides: SeedOverrides) => (): ChangesBench => {
  const clock = new ManualClock(Date.parse('2026-11-10T10:00:00Z'));
  const quickBooks = createQuickBooksOnline({ clock, companies: (at) => [seedCompany(at, overrides)] });
  const company = quickBooks.company();
  const books = booksHelpers(company);
  const taxCode = books.byName('TaxCode', '21.0% S');

  const booking = (kind: 'invoice' | 'bill', number: string): Booking => {
    const sale = kind === 'invoice';
    const rates = taxCode[sale ? 'SalesTaxRateList' : 'PurchaseTaxRateList'] as { TaxRateDetail: { TaxRateRef: { value: string } }[] };
    return {
      kind, number, credit: false, date: '2026-11-03', dueDate: '2026-12-03', currency: 'EUR', journal: '',
      contact: sale ? `customer/${books.byName('Customer', 'Brouwerij De Linde').Id}` : `vendor/${books.byName('Vendor', 'Papierhandel Smit').Id}`,
      paymentTerm: null, description: 'Work', paymentReference: '', net: '100', tax: '21', gross: '121',
      lines: [
        {
          description: 'Work', account: books.account(sale ? '8000' : '4010').Id, accountCode: sale ? '8000' : '4010', taxCode: `#${taxCode.Id}`, taxPercentage: '21',
          taxRates: rates.TaxRateDetail.map(({ TaxRateRef }) => ({ id: TaxRateRef.value, percentage: '21' })), quantity: '1', unitPrice: '100', net: '100', tax: null,
          item: sale ? books.byName('Item', 'Consulting').Id : null, unit: null, costCentre: null, costUnit: null, project: null, class: null,
        },
      ],
    };
  };
  const edit = (id: string, change: Fields): void => void books.edit(...locate(id), change);

  return {
    ledger: quickBooksOnline,
    config: { system: 'quickbooks-online', environment: 'sandbox', clientId: testClient.clientId, company: company.realmId },
    clock,
    // What a minute and a second allow is not what is tested here.
    call: callTo(quickBooks, { authorization: `Bearer ${quickBooks.accessToken()}` }, () => clock.advance(1100)),
    calls: quickBooks.seen,
    faults: quickBooks.faults,
    createUrl: '/invoice',
    bulkUrl: '/batch',
    pages: 'https://app.sandbox.qbo.intuit.com',
    currencies: ['EUR', ...(overrides.preferences?.multiCurrency === false ? [] : ['USD'])],
    itemDefaults: { unit: null, itemGroup: null, revenueAccount: books.account('8000').Id, costAccount: books.account('7010').Id },
    booking,
    pay(id, amount, day) {
      const [entity, own] = locate(id);
      if (entity === 'Invoice') books.payInvoice(own, amount, day);
      else books.payBill(own, amount, day);
    },
    remove: (id) => books.remove(...locate(id)),
    held: () => JSON.stringify([company.all('Customer'), company.all('Vendor')]),
    refused: (kind, number) => ({ ...booking(kind, number), contact: kind === 'invoice' ? 'customer/99999' : 'vendor/99999' }),
    edit: (id, { dueDate, description }) => edit(id, { ...(dueDate ? { DueDate: dueDate } : {}), ...(description ? { PrivateNote: description } : {}) }),
    recode(id) {
      const [entity, own] = locate(id);
      books.editLine(entity, own, entity === 'Invoice' ? { ItemRef: { value: books.byName('Item', 'Handbook').Id } } : { AccountRef: { value: books.account('4000').Id } });
    },
    // A bill cannot be made void.
    voiding: { kind: 'invoice', void: (id) => void books.voidInvoice(locate(id)[1]), restore: (id) => edit(id, { PrivateNote: 'Work', Line: books.record(...locate(id))['Line'] }) },
  };
};

const companies: readonly [name: string, overrides: SeedOverrides][] = [
  ['QuickBooks Online', {}],
  ['QuickBooks Online, a company that numbers sales itself', { preferences: { customTxnNumbers: false } }],
  ['QuickBooks Online, a company of one currency', { preferences: { multiCurrency: false, classTracking: 'transaction' } }],
];
for (const [name, overrides] of companies) {
  ledgerConformance(name, benchOf(overrides));
  ledgerChangesConformance(name, benchOf(overrides));
  ledgerCreatesConformance(name, benchOf(overrides));
  ledgerMastersConformance(name, benchOf(overrides));
}
