import { folded, refId, text } from '../values';
import type { Books } from './books';
import { salesForms, type Form } from './form';
import { missing, numberTaken } from './refusals';
import type { Writing } from './rules';

const generated = 'AUTO_GENERATE';
const generating = new Set(['Invoice', 'SalesReceipt']);

/** Whether numbers are what is sent. */
function isCustom({ preferences }: Books, { numbering }: Form): boolean {
  if (numbering === 'bill') return true;
  return numbering === 'sales' ? preferences.customTxnNumbers : preferences.customPurchaseNumbers;
}

function checkFree({ books, before, fields, options }: Writing, form: Form, number: string): void {
  if (options.allowDuplicateDocNumber) return;
  const isWatched = form.numbering === 'bill' ? books.preferences.warnDuplicateBillNumber : form.numbering === 'sales' && books.preferences.customTxnNumbers;
  if (!isWatched) return;
  for (const entity of form.numbering === 'bill' ? ['Bill'] : salesForms) {
    const taken = books.list(entity).find((row) => {
      const isOther = !(entity === form.entity && row.Id === before?.Id);
      // Two suppliers may use one number.
      return isOther && folded(row['DocNumber']) === folded(number) && (form.numbering !== 'bill' || refId(row['VendorRef']) === refId(fields['VendorRef']));
    });
    if (taken) throw numberTaken(number, entity, taken.Id);
  }
}

/** The number a document gets; undefined for none. Throws Refusal when it is taken and the company minds. */
export function docNumber(writing: Writing, form: Form): string | undefined {
  const { books, before, fields } = writing;
  const custom = isCustom(books, form);
  const next = () => String(books.next(`${form.numbering} number`, 1001));
  const given = text(fields['DocNumber']);
  if (given === generated && generating.has(form.entity)) return next();
  if (given === '' && custom && form.numbering === 'sales' && books.options.country === 'FR') throw missing('DocNumber');
  if (given === '' && !custom) return text(before?.['DocNumber']) || next();
  if (given !== '' && given !== before?.['DocNumber']) checkFree(writing, form, given);
  return given === '' ? undefined : given;
}
