import type { Books } from '../entities/books';
import { business, invalidReference, notTaxOrNon, taxCodeUnusable } from '../entities/refusals';
import { refId, type QboRecord } from '../values';
import { rateIds, type Side } from './rates';

const missingCode: Readonly<Record<string, string>> = {
  GB: 'Make sure all your transactions have a VAT rate before you save.',
  CA: 'Make sure all your transactions have a GST/HST rate before you save.',
};
const missingElsewhere = 'One or more transaction lines do not have a tax code associated with it. Please assign a tax code for those lines';

/** The tax code a line is booked with: a code's Id, in the US TAX or NON; undefined where sales tax is off. Throws Refusal. */
export function lineTaxCode(books: Books, side: Side, sent: unknown, item: QboRecord | undefined): string | undefined {
  const { country, taxModel } = books.options;
  const code = refId(sent);
  if (taxModel !== 'global') {
    if (!['', 'TAX', 'NON'].includes(code)) throw notTaxOrNon();
    // Bills carry no tax.
    if (side === 'purchase') return 'NON';
    return code || (item?.['Taxable'] === true ? 'TAX' : 'NON');
  }
  if (!books.preferences.usingSalesTax) return undefined;
  if (code === '') throw business(missingCode[country] ?? missingElsewhere);
  const found = books.find('TaxCode', code);
  if (!found) throw invalidReference('TaxCodeRef');
  if (found['Active'] === false || rateIds(found, side).length === 0) throw taxCodeUnusable();
  return code;
}
