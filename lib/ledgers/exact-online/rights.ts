import type { LedgerConfig } from '../ledger';
import type { LedgerRight } from '../rights';
import * as wire from './wire';
import type { Resource } from './wire';

/** The rights of Exact's app registration and users, each by the endpoints whose reference page names it. */

const listOf = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** An address that ends with the endpoint; one with a key in brackets is a single record's. */
const takes = (resources: readonly Resource<unknown>[]) => (url: string): boolean => {
  const { pathname } = new URL(url);
  return resources.some(({ path }) => pathname.endsWith(`/${path}`));
};

type Words = Pick<LedgerRight, 'use' | 'without' | 'kinds'>;
/** All of the resources are under one right, which they name themselves. */
function right(first: Resource<unknown>, others: readonly Resource<unknown>[], words: Words): LedgerRight {
  const resources = [first, ...others];
  return { name: first.right, covers: listOf(resources.map(({ noun }) => noun)), ...words, takes: takes(resources) };
}

const accounting = right(wire.salesEntries, [wire.purchaseEntries, wire.vatCodes, wire.financialPeriods, wire.journalStatuses], {
  use: 'documents', kinds: ['taxCode'], without: 'No invoice and no bill can be booked.',
});
const invoicing = right(wire.salesInvoices, [], { use: 'documents', kinds: [], without: 'Invoices cannot become sales invoices; as sales entries they can.' });

const others: readonly LedgerRight[] = [
  right(wire.journals, [wire.glAccounts], { use: 'documents', kinds: ['journal', 'account'], without: 'It cannot be seen which journals and accounts there are, so nothing can be booked.' }),
  right(wire.accounts, [], { use: 'documents', kinds: [], without: 'Customers and suppliers can neither be found nor created, so nothing can be booked.' }),
  right(wire.currencies, [], { use: 'documents', kinds: ['currency'], without: 'It cannot be seen which currencies may be booked in.' }),
  right(wire.paymentConditions, [wire.paymentTerms], { use: 'payments', kinds: ['paymentTerm'], without: 'Payments do not come back, and documents go without a payment condition of their own.' }),
  right(wire.deletions, [], { use: 'payments', kinds: [], without: 'That an entry was deleted is noticed only when it is fetched.' }),
  right(wire.itemGroups, [wire.units, wire.items], { use: 'products', kinds: ['itemGroup', 'unit'], without: 'Products cannot become items.' }),
  right(wire.costCentres, [wire.costUnits], { use: 'extras', kinds: ['costCentre', 'costUnit'], without: 'Lines go without cost centres and cost units; an account that needs one cannot be booked on.' }),
  right(wire.projects, [], { use: 'extras', kinds: ['project'], without: 'Lines go without projects.' }),
];

/** What the connecting user needs in the company, by the names of Exact. */
export const rights = ({ salesAs }: LedgerConfig): readonly LedgerRight[] => [accounting, ...(salesAs === 'invoice' ? [invoicing] : []), ...others];
