import { text, type Fields } from '../values';
import type { Books } from './books';
import { checkCurrency, currencyName } from './currencies';
import { placeOf, renameBelow } from './hierarchy';
import { isNameTaken, nameByActive } from './inactive';
import { badText, business, featureOff, missing, nameTaken, outOfRange } from './refusals';
import type { Rules } from './rules';

/** Classes and departments: trees of names. */
function treeRules(flag: 'SubClass' | 'SubDepartment', noun: string): Rules {
  return {
    prepare({ books, entity, before, fields }) {
      if (text(fields['Name']).includes(':')) throw badText('Name');
      const Name = nameByActive(before, fields, 'Name');
      const { parent, fullName } = placeOf(books, entity, fields, Name);
      if (isNameTaken(books.list(entity), 'FullyQualifiedName', fullName, { id: before?.Id, isActive: fields['Active'] !== false })) throw nameTaken(noun);
      return { ...fields, Name, FullyQualifiedName: fullName, [flag]: parent !== undefined, Active: fields['Active'] ?? true };
    },
    saved: (books, record) => renameBelow(books, flag === 'SubClass' ? 'Class' : 'Department', record, 'Name'),
  };
}

export const classRules = treeRules('SubClass', 'class');
export const departmentRules = treeRules('SubDepartment', 'location');

const limits: Readonly<Record<string, readonly [number, number]>> = {
  DueDays: [0, 999], DiscountDays: [0, 999], DueNextMonthDays: [0, 999], DayOfMonthDue: [1, 31], DiscountDayOfMonth: [0, 31], DiscountPercent: [0, 100],
};

function checkUnique(books: Books, entity: string, id: string | undefined, field: string, fields: Fields, noun: string): void {
  if (isNameTaken(books.list(entity), field, text(fields[field]), { id, isActive: true })) throw nameTaken(noun);
}

export const termRules: Rules = {
  prepare({ books, entity, before, fields }) {
    for (const [name, [least, most]] of Object.entries(limits)) {
      const value = fields[name];
      if (typeof value === 'number' && (value < least || value > most)) throw outOfRange(name);
    }
    const dated = fields['DayOfMonthDue'] !== undefined;
    if (!dated && fields['DueDays'] === undefined) throw missing('DueDays');
    checkUnique(books, entity, before?.Id, 'Name', fields, 'term');
    return { DiscountPercent: 0, ...(dated ? {} : { DiscountDays: 0 }), ...fields, Active: fields['Active'] ?? true, Type: dated ? 'DATE_DRIVEN' : 'STANDARD' };
  },
};

export const taxAgencyRules: Rules = {
  prepare({ books, entity, fields }) {
    checkUnique(books, entity, undefined, 'DisplayName', fields, 'tax agency');
    return { ...fields, TaxTrackedOnSales: true, TaxTrackedOnPurchases: false };
  },
};

export const companyCurrencyRules: Rules = {
  prepare({ books, before, fields }) {
    if (before) return { ...fields, Active: fields['Active'] ?? true };
    if (!books.preferences.multiCurrency) throw featureOff('CompanyCurrency');
    const code = text(fields['Code']);
    if (code === books.options.homeCurrency || books.list('CompanyCurrency').some((row) => row['Code'] === code)) throw business(`${code} is on the list already.`);
    checkCurrency(code);
    return { Code: code, Name: currencyName(code), Active: true };
  },
};
