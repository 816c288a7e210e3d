import { countryCode } from '../../model/countries';
import type { Contact, ContactRole } from '../../model/contact';
import type { SourceContact, SourceProduct } from '../source';
import { listId, partyId } from './ids';
import { bareName, withoutMark } from './names';
import type { Party, WholeItem } from './source-wire';

/** Customers, vendors and items in our words. Pure. */

function addressOf({ BillAddr: address }: Party): Contact['address'] {
  if (!address) return undefined;
  const lines = [address.Line1, address.Line2, address.Line3, address.Line4, address.Line5].flatMap((line) => line?.trim() || []);
  const given = { lines, postcode: address.PostalCode?.trim() ?? '', city: address.City?.trim() ?? '', country: countryCode(address.Country ?? '') };
  return lines.length === 0 && given.postcode === '' && given.city === '' && given.country === '' ? undefined : given;
}

/** An individual has names of a person and no company's. */
function personOf({ GivenName, MiddleName, FamilyName, CompanyName }: Party): Contact['person'] {
  const givenName = [GivenName, MiddleName].flatMap((part) => part?.trim() || []).join(' ');
  const familyName = FamilyName?.trim() ?? '';
  return CompanyName?.trim() || (givenName === '' && familyName === '') ? undefined : { givenName: givenName || familyName, familyName: givenName === '' ? '' : familyName };
}

/** null for a project, which is somebody's and nobody itself. Tax numbers come back masked and are left out. */
export function sourceContact(role: ContactRole, row: Party, homeCurrency: string): SourceContact | null {
  if (row.IsProject) return null;
  const currency = row.CurrencyRef?.value ?? homeCurrency;
  const person = personOf(row);
  const email = row.PrimaryEmailAddr?.Address?.trim();
  const phone = row.PrimaryPhone?.FreeFormNumber?.trim();
  const website = row.WebAddr?.URI?.trim();
  const address = addressOf(row);
  const name = person ? `${person.givenName} ${person.familyName}`.trim() : bareName(withoutMark(row.DisplayName), { role, currency });
  return {
    id: partyId(role, row.Id), role, currency, active: row.Active !== false,
    contact: { name, ...(person && { person }), ...(email && { email }), ...(phone && { phone }), ...(website && { website }), ...(address && { address }) },
  };
}

/** What a line can be booked on; a category only holds others, and a group stands for several. */
const products: ReadonlySet<string> = new Set(['Service', 'NonInventory', 'Inventory']);

export function sourceProduct(row: WholeItem): SourceProduct | null {
  if (row.Type !== undefined && !products.has(row.Type)) return null;
  const { IncomeAccountRef: income, ExpenseAccountRef: expense } = row;
  return {
    id: row.Id, code: row.Sku?.trim() || null, name: withoutMark(row.Name), description: (row.Description ?? row.PurchaseDesc ?? '').trim(), price: row.UnitPrice ?? null, service: row.Type === 'Service',
    salesAccount: income ? listId(income.value) : null, costAccount: expense ? listId(expense.value) : null, active: row.Active !== false,
  };
}
