import { z } from 'zod';
import { dividedBy, isZero, negate, plus, roundTo, sameDecimal, sum, times, type Decimal } from '../../model/decimal';
import type { SourceDocument, SourceLine } from '../source';
import { isCredit, isSale, toDocument } from './convert';
import { listId, type DocumentEntity } from './ids';
import { readDetail, readLine, type Detail, type LineFields } from './source-wire';
import { usTaxable } from './taxes';
import type { Fields, Transaction } from './wire';

/** Stored documents with their lines, in our words. Pure. */

const booked: ReadonlySet<string> = new Set(['SalesItemLineDetail', 'ItemBasedExpenseLineDetail', 'AccountBasedExpenseLineDetail']);
/** Reckoned by QuickBooks, or nothing but words. */
const ignored: ReadonlySet<string> = new Set(['SubTotalLineDetail']);

interface Read {
  fields: LineFields;
  detail: Detail;
}

/** The lines of a group count, the group itself does not. */
function flat(lines: readonly Fields[]): Fields[] {
  return lines.flatMap((line) => {
    const within = line['DetailType'] === 'GroupLineDetail' ? (line['GroupLineDetail'] as Fields | undefined)?.['Line'] : undefined;
    return Array.isArray(within) ? flat(within as Fields[]) : [line];
  });
}

/** A price that makes the amount with the quantity to the cent; else one piece at the whole amount. */
function priced(net: Decimal, { Qty, UnitPrice }: Detail): Pick<SourceLine, 'quantity' | 'unitPrice'> {
  if (Qty && UnitPrice && sameDecimal(roundTo(times(Qty, UnitPrice)), net)) return { quantity: Qty, unitPrice: UnitPrice };
  const price = Qty && !isZero(Qty) ? roundTo(dividedBy(net, Qty), 6) : null;
  return Qty && price !== null && sameDecimal(roundTo(times(Qty, price)), net) ? { quantity: Qty, unitPrice: price } : { quantity: '1', unitPrice: net };
}

const codeOf = ({ TaxCodeRef }: Detail): string | null => (TaxCodeRef ? (TaxCodeRef.value === usTaxable ? usTaxable : listId(TaxCodeRef.value)) : null);

function toLine({ fields, detail }: Read, net: Decimal): SourceLine {
  const account = detail.AccountRef ?? detail.ItemAccountRef;
  return {
    description: fields.Description?.trim() ?? '', ...priced(net, detail), net,
    taxCode: codeOf(detail), account: account ? listId(account.value) : null, item: detail.ItemRef?.value ?? null,
  };
}

const turned = (line: SourceLine): SourceLine => ({ ...line, quantity: negate(line.quantity), net: roundTo(negate(line.net)) });

/** Amounts are without tax when they come to the total with it. Whether they may be meant otherwise is not documented, and not guessed. */
const areNet = (lines: readonly Read[], total: Decimal, tax: Decimal): boolean => sameDecimal(plus(sum(lines.map(({ fields }) => fields.Amount ?? '0')), tax), total);

const isWords = ({ DetailType, Amount }: LineFields): boolean => DetailType === 'DescriptionOnly' || (booked.has(DetailType) && (Amount === undefined || Amount === null));

/** The note of a sale is private, what the customer reads is its memo. */
const memoSchema = z.object({ CustomerMemo: z.object({ value: z.string() }) });
const memoOf = ({ raw }: Transaction): string => memoSchema.safeParse(raw).data?.CustomerMemo.value.trim() ?? '';

/** Where the lines hold more than is told of here, the reasons say so, and nothing of it is guessed. */
export function sourceDocument(entity: DocumentEntity, row: Transaction, homeCurrency: string): SourceDocument {
  const document = toDocument(entity, row, homeCurrency);
  const unclear: string[] = [];
  const read = flat(row.Line).flatMap((line): Read[] => {
    const fields = readLine(line);
    if (!fields || ignored.has(fields.DetailType)) return [];
    return [{ fields, detail: readDetail(line[fields.DetailType]) }];
  });
  const counted = read.filter(({ fields }) => booked.has(fields.DetailType) && !isWords(fields));
  const others = read.filter(({ fields }) => !booked.has(fields.DetailType) && !isWords(fields));
  if (others.some(({ fields }) => fields.DetailType === 'DiscountLineDetail')) unclear.push('It has a discount on the whole of it; put the discount on its lines.');
  else if (others.length > 0) unclear.push(`It has a line of a kind that cannot be brought (${[...new Set(others.map(({ fields }) => fields.DetailType))].join(', ')}).`);
  const tax = row.TxnTaxDetail?.TotalTax ?? '0';
  if (!areNet(counted, row.TotalAmt, tax) && unclear.length === 0 && !document.voided) unclear.push(`Its lines and its tax come to ${plus(sum(counted.map(({ fields }) => fields.Amount ?? '0')), tax)}, its total is ${row.TotalAmt}.`);
  const words = read.filter(({ fields }) => isWords(fields)).flatMap(({ fields }) => fields.Description?.trim() || []);
  const lines = counted.map((line) => toLine(line, roundTo(line.fields.Amount ?? '0')));
  const [last] = lines.slice(-1);
  // What is only words stays with the line it stands below.
  if (last && words.length > 0) lines[lines.length - 1] = { ...last, description: [last.description, ...words].filter(Boolean).join('\n') };
  const credit = isCredit(entity);
  return {
    kind: isSale(entity) ? 'invoice' : 'bill', credit, document, unclear, description: isSale(entity) ? memoOf(row) : document.description,
    open: row.Balance === undefined ? null : credit ? negate(row.Balance) : row.Balance,
    lines: credit ? lines.map(turned) : lines,
  };
}
