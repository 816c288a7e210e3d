import type { ExactOnline } from '../../../emulators/exact-online';
import { Differences, text } from './differences';
import type { Relation, Relations } from './relations';
import type { Site } from './scene';

/** Each contact and product of the documents is in the ledger once, and nothing has been added that the site does not have. */
export function compareRelations(exact: ExactOnline, site: Site, relations: Relations, before: { accounts: number; items: number }): string[] {
  const company = exact.company(site.company);
  const differences = new Differences(site.connection);

  const compareContact = ({ name, ledgerName }: Relation, role: (row: (typeof company.accounts)[number]) => boolean) => {
    const found = company.accounts.filter((row) => [name, ledgerName].includes(text(row['Name'])));
    differences.same(`accounts of ${name}`, found.length, 1);
    differences.same(`role of ${name}`, found.some(role), true);
  };
  for (const customer of relations.customers) compareContact(customer, (row) => row['Status'] === 'C');
  for (const supplier of relations.suppliers) compareContact(supplier, (row) => row['IsSupplier'] === true);

  // Products go over by themselves, on a document or not.
  const { products } = relations;
  for (const { code } of products) differences.same(`items ${code}`, company.items.filter((row) => text(row['Code']) === code).length, 1);

  const added = [...relations.customers, ...relations.suppliers].filter(({ known }) => !known).length;
  differences.same('accounts', company.accounts.length, before.accounts + added);
  differences.same('items', company.items.length, before.items + products.filter(({ known }) => !known).length);
  return differences.list;
}
