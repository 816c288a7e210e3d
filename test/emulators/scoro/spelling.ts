import { toNumber, roundTo, type Decimal } from '../../../lib/model/decimal';

/**
 * How a module spells what JSON leaves open. Clients of Scoro have met all of these:
 * booleans as true, 1 or "1"; decimals as numbers or text; a missing date as null, "" or "0000-00-00".
 */
export interface Spelling {
  yes(value: boolean): unknown;
  decimal(value: Decimal): unknown;
  missingDate: unknown;
}

const words: Spelling = { yes: (value) => value, decimal: toNumber, missingDate: null };
const digits: Spelling = { yes: (value) => (value ? 1 : 0), decimal: (value) => value, missingDate: '0000-00-00' };
const text: Spelling = { yes: (value) => (value ? '1' : '0'), decimal: (value) => roundTo(value, 6), missingDate: '' };

const spellings: Record<string, Spelling> = {
  invoices: words,
  bills: text,
  contacts: text,
  products: digits,
  vatCodes: digits,
  financeAccounts: text,
};

/** The lines' amounts of a module may be spelt otherwise than its sums: text on invoices, numbers on bills. */
export const lineSpelling = (module: string): Spelling => (module === 'invoices' ? digits : words);

export const spellingOf = (module: string): Spelling => spellings[module] ?? words;
