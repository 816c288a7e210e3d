import type { Site } from './site';
import type { ScoroContact } from './types';
import { seedBills } from './seed-bills';
import { account, contact, group, product, vat } from './seed-ids';
import { seedInvoices } from './seed-invoices';

// Before any start date: what is in the books already goes over with documents alone.
const updated = '2025-10-30T08:00:00+00:00';
const contactDefaults = (): Omit<ScoroContact, 'contactId' | 'name' | 'addresses'> => ({
  type: 'company',
  lastname: '',
  idCode: '',
  vatno: '',
  isClient: true,
  isSupplier: false,
  email: [],
  phone: [],
  website: [],
  modified: updated,
  deleted: false,
});

function address(country: string, city: string, street: string, zipcode: string) {
  return [{ country, county: '', municipality: '', city, street, zipcode }];
}

function seedReference(site: Site): void {
  site.state.vatCodes.push(
    { id: vat.high, code: '2', percent: '21', name: 'BTW hoog 21%', isSales: true, isPurchases: false, isActive: true },
    { id: vat.low, code: '1', percent: '9', name: 'BTW laag 9%', isSales: true, isPurchases: false, isActive: true },
    { id: vat.none, code: '0', percent: '0', name: 'Geen BTW', isSales: true, isPurchases: true, isActive: true },
    { id: vat.inputHigh, code: '5', percent: '21', name: 'Voorbelasting hoog 21%', isSales: false, isPurchases: true, isActive: true },
    { id: vat.inputLow, code: '6', percent: '9', name: 'Voorbelasting laag 9%', isSales: false, isPurchases: true, isActive: true },
    { id: 304, code: '19', percent: '19', name: 'BTW hoog 19% (tot 2012)', isSales: true, isPurchases: false, isActive: false },
  );
  site.state.financeAccounts.push(
    { id: account.sales, symbol: '8000', name: 'Omzet diensten', isActive: true, isSales: true, isPurchases: false },
    { id: account.salesOther, symbol: '8010', name: 'Omzet goederen', isActive: true, isSales: true, isPurchases: false },
    { id: account.costs, symbol: '4000', name: 'Algemene kosten', isActive: true, isSales: false, isPurchases: true },
  );
  // The first is named as an item group of the ledger, the second is not.
  site.state.productGroups.push({ id: group.services, parentId: 0, name: 'Advies' }, { id: group.goods, parentId: 0, name: 'Goederen' });
  site.state.projects.push({ id: 71, no: 1, name: 'Website for ACME', companyId: contact.acme });
  site.state.bookmarks.push({ id: 1, name: 'Unpaid invoices', module: 'invoices', filter: { status: 'unpaid' } });
  site.state.users.push(
    { id: 1, username: 'bookkeeper', firstname: 'ACME', lastname: 'Bookkeeper', email: 'bookkeeper@acme.example', status: 'active' },
    { id: 2, username: 'manager', firstname: 'ACME', lastname: 'Manager', email: 'manager@acme.example', status: 'inactive' },
  );
}

function seedContacts(site: Site): void {
  site.state.contacts.push(
    {
      ...contactDefaults(),
      contactId: contact.acme,
      name: 'ACME Holding B.V.',
      idCode: '17085815',
      vatno: 'NL007654321B01',
      addresses: address('NLD', 'Utrecht', 'Domplein 4\nUnit 2', '3512 JC'),
      email: ['ap@acme-holding.example'],
      phone: ['+31 30 123 4567'],
      website: ['https://acme-holding.example'],
    },
    {
      ...contactDefaults(),
      contactId: contact.bakery,
      name: 'Bakkerij De Hoek',
      addresses: address('NLD', 'Delft', 'Markt 11', '2611 GP'),
      email: ['post@dehoek.example'],
    },
    {
      ...contactDefaults(),
      contactId: contact.nordic,
      name: 'Nordic Parts Oy',
      vatno: 'FI01234567',
      addresses: address('FIN', 'Tampere', 'Hämeenkatu 1', '33100'),
    },
    // These two the ledger knows already, by their VAT numbers.
    {
      ...contactDefaults(),
      contactId: contact.brewery,
      name: 'Brouwerij De Linde',
      vatno: 'NL001234567B01',
      addresses: address('NLD', 'Utrecht', 'Lindelaan 2', '3512 AB'),
      email: ['factuur@delinde.example'],
    },
    {
      ...contactDefaults(),
      contactId: contact.paper,
      name: 'Papierhandel Smit',
      vatno: 'NL003456789B01',
      isClient: false,
      isSupplier: true,
      addresses: address('NLD', 'Zwolle', 'Melkmarkt 30', '8011 MC'),
    },
    {
      ...contactDefaults(),
      contactId: contact.printer,
      name: 'Drukkerij Van Dam',
      vatno: 'NL009876543B01',
      isClient: false,
      isSupplier: true,
      addresses: address('NLD', 'Gouda', 'Turfmarkt 8', '2801 GX'),
      email: ['facturen@vandam.example'],
    },
    {
      ...contactDefaults(),
      contactId: contact.energy,
      name: 'Groene Stroom Nederland',
      isClient: false,
      isSupplier: true,
      addresses: address('NLD', 'Arnhem', 'Rijnkade 20', '6811 HA'),
    },
  );
}

function seedProducts(site: Site): void {
  const defaults = { isActive: true, purchasesAccountId: account.costs, modified: '2025-10-30 08:00:00' };
  site.state.products.push(
    {
      ...defaults,
      productId: product.consulting,
      code: 'CONS',
      name: 'Consulting',
      description: 'By the hour',
      price: '95',
      unit: 'hour',
      groupId: group.services,
      isService: true,
      vatCodeId: vat.high,
      salesAccountId: account.sales,
    },
    {
      ...defaults,
      productId: product.hosting,
      code: 'HOST',
      name: 'Hosting',
      description: '<p>One month &amp; support</p>',
      price: '40',
      unit: 'pc',
      groupId: group.services,
      isService: true,
      vatCodeId: vat.high,
      salesAccountId: account.sales,
    },
    // No ledger has a unit named like this one.
    {
      ...defaults,
      productId: product.flour,
      code: 'FLOUR',
      name: 'Flour',
      description: '',
      price: '12.5',
      unit: 'sack of 25 kg',
      groupId: group.goods,
      isService: false,
      vatCodeId: vat.low,
      salesAccountId: account.salesOther,
    },
    {
      ...defaults,
      productId: product.uncoded,
      code: '',
      name: 'Poster',
      description: '',
      price: '18',
      unit: 'pc',
      groupId: group.goods,
      isService: false,
      vatCodeId: vat.high,
      salesAccountId: account.salesOther,
    },
  );
}

/** Fills an empty site with a Dutch company's November 2026: every shape of document that has made bookkeeping go wrong. */
export function seedSite(site: Site, otherEntity: string): void {
  seedReference(site);
  seedContacts(site);
  seedProducts(site);
  seedInvoices(site, otherEntity);
  seedBills(site);
}
