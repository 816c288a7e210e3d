import type { Books } from '../entities/books';
import { createRecord } from '../entities/write';
import { addTaxCode, addTaxRate } from '../tax/codes';

/** One code a percentage, for sales and purchases alike; an exempt code; reverse charge, whose two rates cancel. */
export function seedVat(books: Books): void {
  const agencyId = createRecord(books, 'TaxAgency', { DisplayName: 'Revenue Commissioners' }).Id;
  const rate = (name: string, percent: number, special?: string) => addTaxRate(books, { name, percent, agencyId, ...(special ? { special } : {}) }).Id;
  for (const percent of [23, 21, 13.5, 9]) {
    const name = `${percent.toFixed(1)}%`;
    addTaxCode(books, `${name} S`, [rate(`${name} S sales`, percent)], [rate(`${name} S purchases`, percent)], `VAT at ${name}`);
  }
  addTaxCode(books, '0.0% Z', [rate('0.0% Z sales', 0, 'ZERO_RATE')], [rate('0.0% Z purchases', 0, 'ZERO_RATE')], 'Zero-rated');
  addTaxCode(books, 'Exempt', [rate('Exempt sales', 0)], [rate('Exempt purchases', 0)], 'Exempt');
  addTaxCode(books, '21.0% RC', [rate('0.0% RC sales', 0)], [rate('21.0% RC', 21, 'REVERSE_CHARGE'), rate('-21.0% RC', -21, 'REVERSE_CHARGE')], 'Reverse charge');
  const old = addTaxCode(books, '19.0% S', [rate('19.0% S sales', 19)], []);
  books.replace('TaxCode', old.Id, { ...old, Active: false });
}

/** What the US tax engine finds, and the pseudo codes that lines carry. */
export function seedSalesTax(books: Books): void {
  for (const [id, description] of [['TAX', 'Taxable'], ['NON', 'Non-taxable'], ['CustomSalesTax', 'Custom sales tax']] as const) {
    books.overwrite('TaxCode', { Id: id, Name: id, Description: description, Active: true, Taxable: id !== 'NON', TaxGroup: false });
  }
  const agencyId = createRecord(books, 'TaxAgency', { DisplayName: 'California Department of Tax and Fee Administration' }).Id;
  const rates = ([['California State', 7.25], ['Alameda County', 1]] as const).map(([name, percent]) => addTaxRate(books, { name, percent, agencyId }).Id);
  books.engineTaxCode = addTaxCode(books, 'California', rates, [], 'California').Id;
  addTaxCode(books, 'Tucson', [addTaxRate(books, { name: 'Tucson City', percent: 2.6, agencyId }).Id], []);
}
