import type { Books } from '../entities/books';
import { checkRequired, parse } from '../entities/parse';
import { invalidReference, missing, nameTaken, outOfRange } from '../entities/refusals';
import { taxService } from '../fields/taxes';
import { folded, list, text, type Fields, type QboRecord } from '../values';

export interface NewRate {
  name: string;
  percent: number;
  agencyId: string;
  /** NONE unless named. */
  special?: string;
}

/** A rate that holds from the first day on. */
export function addTaxRate(books: Books, { name, percent, agencyId, special = 'NONE' }: NewRate): QboRecord {
  return books.insert('TaxRate', {
    Name: name, Description: name, Active: true, RateValue: percent, AgencyRef: { value: agencyId }, SpecialTaxType: special, DisplayType: 'ReadOnly',
    EffectiveTaxRate: [{ RateValue: percent, EffectiveDate: '2000-01-01T00:00:00-08:00' }],
  });
}

const rateList = (ids: readonly string[]): Fields => ({
  TaxRateDetail: ids.map((value, TaxOrder) => ({ TaxRateRef: { value }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder })),
});

/** A code of rates for sales and for purchases; a side without rates cannot use it. */
export function addTaxCode(books: Books, name: string, sales: readonly string[], purchase: readonly string[], description = name): QboRecord {
  return books.insert('TaxCode', {
    Name: name, Description: description, Active: true, Hidden: false, Taxable: true, TaxGroup: true, TaxCodeConfigType: 'USER_DEFINED',
    SalesTaxRateList: rateList(sales), PurchaseTaxRateList: rateList(purchase),
  });
}

function checkRate(books: Books, detail: Fields): void {
  if (text(detail['TaxRateId']) !== '') {
    if (!books.find('TaxRate', text(detail['TaxRateId']))) throw invalidReference('TaxRateId');
    return;
  }
  for (const name of ['TaxRateName', 'RateValue', 'TaxAgencyId']) if (detail[name] == null) throw missing(name);
  const percent = Number(detail['RateValue']);
  if (percent < 0 || percent > 100) throw outOfRange('RateValue');
  if (!books.find('TaxAgency', text(detail['TaxAgencyId']))) throw invalidReference('TaxAgencyId');
  if (books.list('TaxRate').some((row) => folded(row['Name']) === folded(detail['TaxRateName']))) throw nameTaken('tax rate');
}

/** A new code, with new rates or ones that are there. Throws Refusal. */
export function createTaxCode(books: Books, body: unknown): Fields {
  const sent = parse(taxService, body);
  checkRequired(taxService, sent);
  const name = text(sent['TaxCode']);
  if (books.list('TaxCode').some((row) => folded(row['Name']) === folded(name))) throw nameTaken('tax code');
  const details = list(sent['TaxRateDetails']);
  for (const detail of details) checkRate(books, detail);
  const rates = details.map((detail) => {
    const id = text(detail['TaxRateId']) || addTaxRate(books, { name: text(detail['TaxRateName']), percent: Number(detail['RateValue']), agencyId: text(detail['TaxAgencyId']) }).Id;
    return { ...detail, TaxRateId: id, TaxApplicableOn: text(detail['TaxApplicableOn']) || 'Sales' };
  });
  const on = (side: string) => rates.filter((rate) => rate.TaxApplicableOn === side).map((rate) => rate.TaxRateId);
  const code = addTaxCode(books, name, on('Sales'), on('Purchase'));
  return { TaxCode: name, TaxCodeId: code.Id, TaxRateDetails: rates };
}
