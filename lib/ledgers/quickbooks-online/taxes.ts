import { isZero } from '../../model/decimal';
import type { Booking, BookingLine } from '../ledger';
import { taxByRate, turned, isTaxInCost } from './amounts';
import { refuse } from './client';
import { bareId, refTo, type DocumentEntity } from './ids';
import { exact, filled } from './numbers';
import { isUsTax, type Traits } from './traits';
import type { Fields } from './wire';

/** The two values a line may bear in the US; outside it, codes of the company. Bills and invoices of automated tax say no more. */
export const usTaxable = 'TAX';
export const usExempt = 'NON';

const isTaxable = ({ taxCode }: BookingLine): boolean => taxCode !== null && taxCode !== usExempt;

/** The tax code of a line; null where lines bear none. */
export function taxCodeOf(line: BookingLine, booking: Booking, traits: Traits): string | null {
  if (isTaxInCost(booking, traits) || traits.taxModel === 'none') return null;
  if (isUsTax(traits)) return isTaxable(line) ? usTaxable : usExempt;
  return line.taxCode === null ? null : bareId(line.taxCode);
}

/** Where the company picks its rates itself, one code is for all taxable lines. Throws CallFailure 'refused' for several. */
function codeOfWhole({ lines }: Booking, { taxModel }: Traits): Fields {
  if (taxModel !== 'us-manual') return {};
  const [code = '', ...others] = new Set(lines.filter(isTaxable).map(({ taxCode }) => taxCode ?? ''));
  if (others.length > 0) throw refuse('tax-codes-mixed', 'The lines have sales tax of several kinds, and QuickBooks Online takes one for each document.');
  return { TxnTaxCodeRef: refTo(code) };
}

/** What to state, so that the total is the host's; null where QuickBooks works it out or has no tax. */
function statedTax(booking: Booking, traits: Traits, entity: DocumentEntity): Fields | null {
  const TotalTax = exact(turned(booking.tax, booking));
  if (isUsTax(traits)) return booking.kind === 'invoice' && booking.lines.some(isTaxable) ? { ...codeOfWhole(booking, traits), TotalTax } : null;
  // A vendor credit's page knows no tax to be written.
  if (traits.taxModel !== 'global' || entity === 'VendorCredit' || booking.lines.every(({ tax }) => tax === null)) return null;
  const rates = taxByRate(booking);
  return {
    TotalTax,
    ...(rates && {
      TaxLine: rates.filter(({ net, tax }) => !isZero(net) || !isZero(tax)).map(({ rate, percentage, net, tax }) => ({
        Amount: exact(tax),
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: bareId(rate) }, PercentBased: true, TaxPercent: exact(percentage), NetAmountTaxable: exact(net) },
      })),
    }),
  };
}

/** The tax fields of a document's header. Outside the US amounts are always sent without tax, which leaves nothing to guess. */
export const taxFields = (booking: Booking, traits: Traits, entity: DocumentEntity): Fields =>
  filled({
    GlobalTaxCalculation: traits.taxModel === 'global' ? 'TaxExcluded' : traits.taxModel === 'none' ? 'NotApplicable' : null,
    TxnTaxDetail: statedTax(booking, traits, entity),
  });
