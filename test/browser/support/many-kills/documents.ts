import type { NewDocument } from '../../../emulators/scoro';
import { account, vat } from '../../../emulators/scoro';
import { addDays } from '../../../../lib/model/dates';
import type { ExactOnline } from '../../../emulators/exact-online';
import { Random } from './random';
import { addRelations, type Product, type Relation, type Relations } from './relations';
import type { Site } from './scene';

/** Of each site. */
const counts = { invoices: 32, bills: 18 };
export const documentsOfSite = counts.invoices + counts.bills;

/** Amounts at which cents are lost where somebody rounds too early or reckons in floats. */
const prices = ['0.07', '0.29', '1.005', '10.02', '19.99', '33.335', '64.10', '89.95', '125', '999.99', '1234.56'];
const quantities = ['1', '1', '2', '3', '7', '0.333', '1.15', '12.5'];

type Line = NonNullable<NewDocument['lines']>[number];

function lineOf(random: Random, rates: readonly number[], accounts: readonly number[], product: Product | null, sign: '' | '-'): Line {
  return {
    productId: product?.id ?? 0,
    name: product ? `Product ${product.code}` : 'Werk in overleg',
    comment: random.next() < 0.3 ? 'zoals afgesproken' : '',
    unit: product?.unit ?? '',
    price: random.pick(prices),
    amount: `${sign}${random.pick(quantities)}`,
    discount: random.next() < 0.15 ? '5' : '0',
    vatCodeId: random.pick(rates),
    financeAccountId: random.pick(accounts),
  };
}

/** One of those of few documents, or one of the few of many: an index that goes round finds both. */
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('The list is empty');
  return found;
};

interface Shape {
  index: number;
  contact: Relation;
  rates: readonly number[];
  accounts: readonly number[];
  credit: boolean;
  product: (line: number) => Product | null;
}

function documentOf(random: Random, { index, contact, rates, accounts, credit, product }: Shape): NewDocument {
  const date = addDays('2026-01-05', random.whole(0, 315));
  const lines = Array.from({ length: random.whole(1, 4) }, (_, line) => lineOf(random, rates, accounts, product(line), credit ? '-' : ''));
  return {
    companyId: contact.id,
    date,
    deadline: addDays(date, random.pick([0, 14, 30])),
    currency: index % 17 === 5 ? 'USD' : index % 29 === 7 ? 'GBP' : 'EUR',
    description: random.next() < 0.4 ? `<p>Opdracht ${index} &amp; meer</p>` : '',
    referenceNo: random.next() < 0.3 ? `RF${index} ${random.whole(100, 999)}` : '',
    discounts: index % 11 === 3 ? ['10', '0', '0'] : ['0', '0', '0'],
    lines,
  };
}

function addInvoices({ scoro }: Site, { customers, products }: Relations, random: Random): void {
  for (let index = 0; index < counts.invoices; index += 1) {
    const credit = index % 9 === 8;
    const rates = random.pick([[vat.high], [vat.high, vat.low], [vat.low], [vat.high, vat.none], [vat.none]]);
    // A new product comes on few documents: while one is being looked for, those that need it wait for it.
    const product = (line: number) => (random.next() < 0.5 ? null : line === 0 && index % 4 === 0 ? at(products, index / 4) : at(products.slice(0, 4), index + line));
    const shape = documentOf(random, { index, contact: at(customers, index), rates, accounts: [account.sales, account.salesOther], credit, product });
    const credited = scoro.invoices.at(-1)?.id;
    scoro.addInvoice({ no: String(20_261_001 + index), ...shape, ...(credit && credited ? { creditedInvoices: [credited] } : {}) });
  }
}

const billNumbers = [(index: number) => `R-2026/${String(index).padStart(4, '0')}`, (index: number) => String(880_000 + index), (index: number) => `F ${index} 'A'`];

function addBills({ scoro }: Site, { suppliers, products }: Relations, random: Random): void {
  for (let index = 0; index < counts.bills; index += 1) {
    const rates = random.pick([[vat.inputHigh], [vat.inputHigh, vat.inputLow], [vat.none], [vat.inputHigh, vat.none]]);
    const product = () => (random.next() < 0.15 ? at(products, index) : null);
    const shape = documentOf(random, { index, contact: at(suppliers, index), rates, accounts: [account.costs], credit: index % 10 === 9, product });
    scoro.addBill({ no: at(billNumbers, index)(index), ...shape });
  }
}

/** Fills a site with 50 documents, and with nothing else to send. */
export function fillSite(exact: ExactOnline, site: Site): Relations {
  const { scoro } = site;
  for (const list of [scoro.invoices, scoro.bills, scoro.receipts]) list.length = 0;
  // The documents are the same in every run: only when something is killed is drawn anew.
  const random = new Random(site.company);
  const relations = addRelations(exact, site);
  addInvoices(site, relations, random);
  addBills(site, relations, random);
  return relations;
}
