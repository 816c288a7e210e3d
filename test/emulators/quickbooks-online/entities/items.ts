import { item } from '../fields/lists';
import { text, type Fields } from '../values';
import { accountType } from './accounts';
import type { Books } from './books';
import { placeOf, renameBelow } from './hierarchy';
import { isNameTaken, nameByActive } from './inactive';
import { checkReferences } from './references';
import { badText, business, missing, nameTaken, outOfRange, wrongAccount } from './refusals';
import type { Rules } from './rules';

const needed: Readonly<Record<string, readonly string[]>> = {
  // Documented with an expense account as well; measured without.
  Service: ['IncomeAccountRef'],
  NonInventory: ['ExpenseAccountRef'],
  Inventory: ['IncomeAccountRef', 'ExpenseAccountRef', 'AssetAccountRef', 'QtyOnHand', 'InvStartDate'],
};

/** Accounts nothing is sold or bought on. */
const never = new Set(['Accounts Receivable', 'Accounts Payable', 'Bank', 'Credit Card']);

function checkAccounts(books: Books, fields: Fields): void {
  for (const name of ['IncomeAccountRef', 'ExpenseAccountRef']) {
    const type = accountType(books, fields[name]);
    if (type && never.has(type)) throw wrongAccount(name);
  }
}

export const itemRules: Rules = {
  prepare({ books, entity, before, fields }) {
    const type = text(fields['Type']);
    const needs = needed[type];
    if (!needs) throw business(`A product or service of type ${type} cannot be created or changed here.`);
    for (const name of needs) if (fields[name] === undefined) throw missing(name);
    if (type === 'Inventory' && fields['TrackQtyOnHand'] !== true) throw missing('TrackQtyOnHand');
    for (const price of ['UnitPrice', 'PurchaseCost']) if (Number(fields[price] ?? 0) > 99_999_999_999) throw outOfRange(price);
    if (text(fields['Name']).includes(':')) throw badText('Name');
    checkReferences(books, item, fields, ['ParentRef', 'TaxClassificationRef']);
    checkAccounts(books, fields);
    const Name = nameByActive(before, fields, 'Name');
    if (isNameTaken(books.list(entity), 'Name', Name, { id: before?.Id, isActive: fields['Active'] !== false })) throw nameTaken('product or service');
    const { level, fullName } = placeOf(books, entity, fields, Name);
    return {
      UnitPrice: 0, PurchaseCost: 0, Taxable: false, TrackQtyOnHand: false, ...fields,
      Name, Active: fields['Active'] ?? true, FullyQualifiedName: fullName, ...(level > 0 ? { SubItem: true, Level: level } : {}),
    };
  },
  saved: (books, record) => renameBelow(books, 'Item', record, 'Name'),
};
