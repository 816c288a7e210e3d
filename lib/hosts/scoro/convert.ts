import { isNegative, isZero, minus, negate, parseDecimal, plus, roundTo, type Decimal } from '../../model/decimal';
import type { DocumentKind, DocumentLine, DocumentRef, DocumentSummary, HostDocument, HostValue } from '../../model/document';
import { UnreadableDocument } from '../host';
import { plainText } from './html';
import { isMissing, isNoDay, Reasons } from './reading';
import { settleNets } from './shares';
import type { WireDocument, WireLine, WireSummary } from './wire';

function hostValue(id: string | null, code: string, name: string): HostValue | null {
  if (id === null) return null;
  return { id, ...(code && { code }), ...(name && { name }) };
}

/** A line that only holds words: nothing of it can be booked. */
const isText = (line: WireLine): boolean => isMissing(line.price) && isMissing(line.amount) && isMissing(line.sum);

function descriptionOf(line: WireLine): string {
  return [plainText(line.product_name), plainText(line.comment)].filter((part) => part !== '').join(' - ');
}

/** Where tax is not per line, lines have no tax fields at all, and the document's own hold for each of them. */
function taxOf(line: WireLine, document: WireDocument, where: string, reasons: Reasons): Pick<DocumentLine, 'taxPercentage' | 'taxCode'> {
  const perLine = line.vat !== undefined || line.vat_code_id !== undefined || line.vat_code !== undefined;
  const rate = perLine ? line.vat : document.vat;
  const id = perLine ? String(line.vat_code_id ?? '') : (document.vat_code_id ?? '');
  const code = perLine ? String(line.vat_code ?? '') : document.vat_code;
  return {
    taxPercentage: isMissing(rate) ? null : reasons.amount(rate, 'VAT rate', where),
    taxCode: hostValue(id === '' || id === '0' ? null : id, code, ''),
  };
}

function lineOf(line: WireLine, index: number, document: WireDocument, reasons: Reasons): DocumentLine {
  const where = `on line ${index + 1}`;
  const project = hostValue(line.project_id, '', line.project_name) ?? hostValue(document.project_id, '', document.project_name);
  return {
    id: line.id ?? String(index + 1),
    description: descriptionOf(line),
    quantity: reasons.amount(line.amount, 'quantity', where),
    unitPrice: reasons.amount(line.price, 'price', where),
    net: reasons.amount(line.sum, 'sum', where),
    ...taxOf(line, document, where, reasons),
    account: hostValue(line.finance_account_id, line.finance_account_symbol, line.finance_account_name),
    product: hostValue(line.product_id, line.product_code, plainText(line.product_name)),
    unit: line.unit || null,
    costCentre: hostValue(line.finance_object_id, line.finance_object_symbol, line.finance_object_name),
    project,
  };
}

interface Amounts {
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
}

/** Scoro gives no gross amount: it is net and VAT together, rounded once to cents. */
function amountsOf(wire: WireDocument, of: string, reasons: Reasons): Amounts {
  const net = reasons.amount(wire.sum, 'sum', of);
  const gross = roundTo(plus(net, reasons.amount(wire.vat_sum, 'VAT sum', of)));
  return { net: roundTo(net), tax: roundTo(minus(gross, roundTo(net))), gross };
}

function linesOf(wire: WireDocument, net: Decimal, word: string, reasons: Reasons): DocumentLine[] {
  if (!wire.lines) {
    reasons.add('lines-missing', `Scoro gave no lines with the ${word}.`);
    return [];
  }
  const lines = wire.lines.flatMap((line, index) => (isText(line) ? [] : [lineOf(line, index, wire, reasons)]));
  const given = [wire.discount, wire.discount2, wire.discount3].filter((value) => !isMissing(value));
  const discounts = given.map((value) => reasons.amount(value, 'discount', `of the ${word}`));
  // Amounts that could not be read cannot be added up either: one reason is enough.
  if (reasons.list.length > 0) return lines;
  const nets = settleNets(
    net,
    lines.map((line) => line.net),
    discounts,
  );
  if (!nets) reasons.add('lines-do-not-add-up', `The lines do not add up to the ${word}'s own sum of ${net}.`);
  return nets ? lines.map((line, index) => ({ ...line, net: nets[index] ?? line.net })) : lines;
}

const turnedLine = (line: DocumentLine): DocumentLine => ({ ...line, quantity: negate(line.quantity), net: roundTo(negate(line.net)) });

/** A credit note's amounts are negative in our model, whichever sign Scoro gives them. */
function turned(document: HostDocument): HostDocument {
  const { net, tax, gross, open } = document;
  return {
    ...document,
    net: roundTo(negate(net)),
    tax: roundTo(negate(tax)),
    gross: roundTo(negate(gross)),
    open: open === null ? null : negate(open),
    lines: document.lines.map(turnedLine),
  };
}

function contactOf(wire: WireSummary): HostDocument['contact'] {
  if (wire.company_id !== null) return { id: wire.company_id, name: wire.company_name };
  return wire.person_id === null ? null : { id: wire.person_id, name: wire.person_name };
}

/**
 * An invoice or a bill in our words (Scoro API v2, invoices and bills). Lines add up to the net amount to the cent.
 * Throws UnreadableDocument with every reason when an amount or date cannot be read or the amounts contradict each other.
 */
export function documentOf(wire: WireDocument, ref: DocumentRef): HostDocument {
  const reasons = new Reasons();
  const word = ref.kind;
  const of = `of the ${word}`;
  const amounts = amountsOf(wire, of, reasons);
  const lines = linesOf(wire, amounts.net, word, reasons);
  const date = reasons.day(wire.date, 'date');
  const dueDate = reasons.day(wire.deadline, 'deadline');
  const open = isMissing(wire.receivable_sum) ? null : reasons.amount(wire.receivable_sum, 'open sum', of);
  if (isNoDay(wire.date)) reasons.add('date-missing', `The ${word} has no date.`);
  if (!/^[A-Z]{3}$/.test(wire.currency)) reasons.add('currency-unreadable', `The currency "${wire.currency}" is not an ISO code.`);
  // A supplier may leave its number out, Scoro itself numbers every invoice.
  if (ref.kind === 'invoice' && (wire.no === '' || wire.no === '0')) reasons.add('number-missing', 'The invoice has no number yet.');
  if (date === null || reasons.list.length > 0) throw new UnreadableDocument(reasons.list);

  const credits = (wire.credited_invoices ?? []).length > 0;
  const document: HostDocument = {
    ref,
    credit: credits || isNegative(amounts.gross),
    number: wire.no,
    date,
    dueDate,
    currency: wire.currency,
    entity: wire.account_id || null,
    contact: contactOf(wire),
    description: plainText(wire.description),
    paymentReference: wire.reference_no,
    ...amounts,
    open,
    paidInHost: wire.status === 'paid',
    deleted: wire.is_deleted,
    modified: wire.modified_date,
    lines,
  };
  return credits && !isNegative(amounts.gross) && !isZero(amounts.gross) ? turned(document) : document;
}

/** A row of a list; it stands for its document however much of it is unreadable. */
export function summaryOf(wire: WireSummary, kind: DocumentKind): DocumentSummary {
  const net = parseDecimal(wire.sum);
  const tax = parseDecimal(wire.vat_sum);
  const gross = net === null || tax === null ? null : roundTo(plus(net, tax));
  const credits = (wire.credited_invoices ?? []).length > 0;
  return {
    ref: { kind, id: wire.id },
    number: wire.no,
    date: wire.date.slice(0, 10),
    contactName: contactOf(wire)?.name ?? '',
    gross: gross !== null && credits && !isNegative(gross) && !isZero(gross) ? roundTo(negate(gross)) : gross,
    currency: wire.currency,
    modified: wire.modified_date,
    deleted: wire.is_deleted,
  };
}
