import { group, list, text, type Fields } from '../values';

export const voidNote = (note: unknown): string => (text(note) === '' ? 'Voided' : `Voided - ${text(note)}`);

function emptied(line: Fields): Fields {
  const key = 'SalesItemLineDetail';
  if (line['Amount'] === undefined) return line;
  const detail = line[key] === undefined ? {} : { [key]: { ...group(line[key]), Qty: 0 } };
  return { ...line, ...detail, Amount: 0 };
}

/** A sales form that was voided: it stays, and all its amounts are nothing. */
export function voidedForm(record: Fields): Fields {
  const zero = Object.fromEntries(['TotalAmt', 'Balance', 'HomeTotalAmt', 'HomeBalance'].filter((name) => record[name] !== undefined).map((name) => [name, 0]));
  return { ...record, ...zero, TxnTaxDetail: { TotalTax: 0 }, Line: list(record['Line']).map(emptied), PrivateNote: voidNote(record['PrivateNote']) };
}
