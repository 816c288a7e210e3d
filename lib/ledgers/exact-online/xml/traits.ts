import type { DocumentKind } from '../../../model/document';
import type { CompanyTraits } from '../../ledger';
import type { glAccounts, journals, RowOf, vatCodes } from '../wire';

/**
 * What an entry's XML has to name and REST fills in by itself: the company's currency, the control account of each journal,
 * and where each VAT code is booked. Read with the reference data, kept with the connection. Pure.
 */

const sides: Readonly<Record<string, readonly DocumentKind[]>> = { S: ['invoice'], P: ['bill'], B: ['invoice', 'bill'] };
const untaxed: ReadonlySet<unknown> = new Set(['B', 'N']);

export const currencyTrait = (currency: string): CompanyTraits => (currency === '' ? {} : { currency });

/**
 * The account a code's VAT goes to, by side; empty where there is none to book. Not for codes that are blocked or reckon
 * otherwise: including tax, or both paid and claimed.
 */
export function vatTraits(row: RowOf<typeof vatCodes>): CompanyTraits {
  if (row.IsBlocked || row.Charged) return {};
  const accountOf = (kind: DocumentKind): string => {
    if (untaxed.has(row.Type) && !row.Percentage) return '';
    return row.Type === 'E' ? ((kind === 'invoice' ? row.GLToPayCode : row.GLToClaimCode) ?? '') : '';
  };
  const isKnown = (kind: DocumentKind): boolean => accountOf(kind) !== '' || (untaxed.has(row.Type) && !row.Percentage);
  return Object.fromEntries((sides[row.VATTransactionType ?? ''] ?? []).filter(isKnown).map((kind) => [`vat/${kind}/${row.Code}`, accountOf(kind)]));
}

/** Sales, sales return, purchase, purchase return: entries of other journals are of another form. */
const entryJournals: ReadonlySet<number> = new Set([20, 21, 22, 23]);

export const journalTraits = (row: RowOf<typeof journals>): CompanyTraits => (row.GLAccountCode && entryJournals.has(row.Type) ? { [`control/${row.Code}`]: row.GLAccountCode } : {});

/** Exact XSD, G/L account types. */
const controlTypes: Readonly<Record<number, DocumentKind>> = { 20: 'invoice', 22: 'bill' };

/** Accounts that receivables or payables may be kept on. */
export function accountTraits(row: RowOf<typeof glAccounts>): CompanyTraits {
  const kind = controlTypes[row.Type ?? 0];
  return kind ? { [`controls/${kind}/${row.ID}`]: row.Code } : {};
}

const textOf = (traits: CompanyTraits, name: string): string | null => {
  const value = Object.hasOwn(traits, name) ? traits[name] : null;
  return typeof value === 'string' ? value : null;
};

export const currencyOf = (traits: CompanyTraits): string | null => textOf(traits, 'currency');
export const controlOf = (traits: CompanyTraits, journal: string): string | null => textOf(traits, `control/${journal}`);
/** Empty for a code without tax; null for one that only Exact itself can reckon. */
export const vatAccountOf = (traits: CompanyTraits, kind: DocumentKind, code: string): string | null => textOf(traits, `vat/${kind}/${code}`);
/** The code of an account that receivables or payables are kept on, by its id. */
export const controlById = (traits: CompanyTraits, kind: DocumentKind, id: string): string | null => textOf(traits, `controls/${kind}/${id}`);
/** May a customer or supplier have another control account than the journal's? Only where there are several. */
export const mayDiffer = (traits: CompanyTraits, kind: DocumentKind): boolean => Object.keys(traits).filter((name) => name.startsWith(`controls/${kind}/`)).length > 1;
