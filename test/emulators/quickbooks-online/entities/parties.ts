import { customer, vendor } from '../fields/names';
import { folded, group, refId, text, type Fields, type QboRecord } from '../values';
import { partyAddress } from './addresses';
import type { Books } from './books';
import { partyCurrency } from './currencies';
import { placeOf, renameBelow } from './hierarchy';
import { bareName, nameByActive } from './inactive';
import { checkReferences } from './references';
import { badEmail, badParent, badText, nameTaken, noName } from './refusals';
import type { Rules, Writing } from './rules';

const nameParts = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'] as const;
/** All who share one row of names. */
const kinds = ['Customer', 'Vendor', 'Employee'] as const;

/** Throws Refusal when a customer, vendor or employee has the name; case does not matter. */
export function checkNameFree(books: Books, name: string, ownId: string | undefined): void {
  const held = (row: QboRecord) => (books.options.inactiveNamesTaken ? bareName(text(row['DisplayName'])) : row['DisplayName']);
  const taken = kinds.some((kind) => books.list(kind).some((row) => row.Id !== ownId && folded(held(row)) === folded(name)));
  if (taken) throw nameTaken('customer, vendor or employee');
}

function displayName({ fields, before }: Writing): string {
  const composed = nameParts.map((part) => text(fields[part])).filter(Boolean).join(' ');
  // A sparse update cannot blank it.
  const name = text(fields['DisplayName']) || composed || text(before?.['DisplayName']);
  if (name === '') throw noName();
  for (const part of [...nameParts, 'DisplayName'] as const) if (/[:\t\n\r]/.test(text(fields[part]))) throw badText(part);
  return nameByActive(before, { ...fields, DisplayName: name }, 'DisplayName');
}

function checkEmail(value: unknown): void {
  const address = text(group(value)['Address']);
  if (address !== '' && !(address.includes('@') && address.includes('.'))) throw badEmail();
}

/** What customers and vendors have in common. */
function prepareParty(writing: Writing): Fields {
  const { books, entity, before, fields } = writing;
  const name = displayName(writing);
  checkEmail(fields['PrimaryEmailAddr']);
  checkReferences(books, entity === 'Customer' ? customer : vendor, fields, ['ParentRef']);
  if (fields['Active'] !== false && folded(name) !== folded(before?.['DisplayName'])) checkNameFree(books, name, before?.Id);
  const ignored = entity === 'Vendor' && books.options.vendorCurrencyIgnored;
  const currency = before ? refId(before['CurrencyRef']) : partyCurrency(books, ignored ? undefined : fields['CurrencyRef']);
  const address = (field: string) => (fields[field] === before?.[field] ? fields[field] : partyAddress(books, fields[field]));
  return {
    ...fields,
    DisplayName: name,
    PrintOnCheckName: text(fields['PrintOnCheckName']) || text(before?.['PrintOnCheckName']) || name,
    Active: fields['Active'] ?? true,
    CurrencyRef: { value: currency },
    BillAddr: address('BillAddr'),
    ShipAddr: address('ShipAddr'),
  };
}

export const customerRules: Rules = {
  prepare(writing) {
    const { books, entity, fields, before } = writing;
    if ((fields['Job'] === true) !== (refId(fields['ParentRef']) !== '')) throw badParent();
    const party = prepareParty(writing);
    const { level, fullName } = placeOf(books, entity, party, text(party['DisplayName']));
    return {
      Taxable: books.options.taxModel !== 'global', PreferredDeliveryMethod: 'None', ...party,
      Job: fields['Job'] ?? false, BillWithParent: fields['BillWithParent'] ?? false, IsProject: before?.['IsProject'] ?? false,
      FullyQualifiedName: fullName, Level: level === 0 ? undefined : level,
    };
  },
  saved: (books, record) => renameBelow(books, 'Customer', record, 'DisplayName'),
};

export const vendorRules: Rules = {
  prepare: (writing) => ({ Vendor1099: false, ...prepareParty(writing) }),
};

/** Somebody on the payroll: seen here only by the name they hold. */
export function addEmployee(books: Books, name: string): QboRecord {
  checkNameFree(books, name, undefined);
  return books.insert('Employee', { DisplayName: name, Active: true });
}
