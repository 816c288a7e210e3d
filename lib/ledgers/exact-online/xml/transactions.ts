import { isNegative, isZero, minus, negate, percentOf, plus, roundTo, sameDecimal, sum, type Decimal } from '../../../model/decimal';
import type { Booking, BookingLine, CompanyTraits } from '../../ledger';
import { invoiceNumber, shortText } from '../convert';
import { controlOf, currencyOf, vatAccountOf } from './traits';
import { element, empty, survives, textElement } from './write';

/**
 * Entries as eExact GLTransactions (eExact-XML.xsd, elements in its order): the total on the control account, each line with
 * its VAT stated, and what of VAT goes to which account. Debit is positive, credit negative, and an entry's lines add up to
 * nothing. Pure.
 */

/** Keeps a file of the most documents below the 10 MB that Exact takes. */
const mostLines = 80;

/** XSD: transaction types. A credit note is known by its sign. */
const types = { invoice: ['20', '21'], bill: ['30', '31'] } as const;
const open = '20';
const controlLine = '0';
/** Where Exact's own files have the lines of VAT. */
const lastLine = 9999;

interface StatedLine {
  line: BookingLine;
  code: string;
  vatAccount: string;
  tax: Decimal;
}

/** The tax as Exact reckons it, where the booking leaves that to it. */
function taxOf({ tax, net, taxPercentage }: BookingLine, vatAccount: string): Decimal | null {
  if (vatAccount === '') return tax === null || isZero(tax) ? '0' : null;
  if (tax !== null) return tax;
  return taxPercentage === null ? null : roundTo(percentOf(net, taxPercentage));
}

const isInCents = (amount: Decimal): boolean => sameDecimal(roundTo(amount), amount);

/** A booking's lines with all that XML has to state; null where it cannot be stated alike. */
function stated(booking: Booking, traits: CompanyTraits): StatedLine[] | null {
  const lines = booking.lines.map((line): StatedLine | null => {
    const vatAccount = line.taxCode === null ? null : vatAccountOf(traits, booking.kind, line.taxCode);
    const tax = vatAccount === null ? null : taxOf(line, vatAccount);
    // A project is known here by its id, and the file wants its code.
    if (line.accountCode === null || line.taxCode === null || vatAccount === null || tax === null || line.project !== null) return null;
    return isInCents(line.net) && isInCents(tax) ? { line, code: line.taxCode, vatAccount, tax } : null;
  });
  return lines.every((line) => line !== null) ? lines : null;
}

const totalOf = (lines: readonly StatedLine[]): Decimal => sum(lines.flatMap(({ line, tax }) => [line.net, tax]));

/**
 * Does the XML route book this as the REST route does? Not in another currency than the company's, whose rate Exact itself
 * finds; not with a project, or a code that reckons otherwise than on top; not what XML cannot hold.
 */
export function isStatable(booking: Booking, traits: CompanyTraits | undefined): boolean {
  if (!traits || booking.lines.length === 0 || booking.lines.length > mostLines) return false;
  if (currencyOf(traits) !== booking.currency || controlOf(traits, booking.journal) === null) return false;
  const texts = [booking.number, booking.paymentReference, shortText(booking.description), ...booking.lines.map((line) => shortText(line.description))];
  if (!texts.every(survives)) return false;
  const lines = stated(booking, traits);
  return lines !== null && sameDecimal(totalOf(lines), booking.gross);
}

/** `control`: the code of the account its total is kept on. Throws for what `isStatable` says no to. */
export function transactionOf(booking: Booking, traits: CompanyTraits, control: string): string {
  const lines = stated(booking, traits);
  if (!lines || !isStatable(booking, traits)) throw new Error(`${booking.kind} ${booking.number} cannot be stated in XML`);
  const type = types[booking.kind][isNegative(booking.gross) ? 1 : 0];
  // What is owed to us is debit, what we owe credit.
  const signed = (amount: Decimal): Decimal => (booking.kind === 'invoice' ? negate(amount) : plus(amount, '0'));
  const money = (amount: Decimal): string => `${empty('Currency', { code: booking.currency })}<Value>${amount}</Value>`;
  const account = empty('Account', { ID: `{${booking.contact}}` });
  const number = booking.kind === 'invoice' ? invoiceNumber(booking.number) : null;
  const references = element('References', {}, textElement('InvoiceNumber', number === null ? null : String(number)), textElement('PaymentReference', booking.paymentReference), textElement('YourRef', booking.number));
  const row = (line: string, ...children: Parameters<typeof element>[2][]): string => element('GLTransactionLine', { type, line, status: open }, textElement('Date', booking.date), ...children);
  const description = textElement('Description', shortText(booking.description));

  return element(
    'GLTransaction', {},
    empty('TransactionType', { number: type }),
    empty('Journal', { code: booking.journal }),
    booking.paymentTerm !== null && empty('PaymentCondition', { code: booking.paymentTerm }),
    textElement('Date', booking.date),
    description,
    account,
    row(
      controlLine, empty('GLAccount', { code: control }), description, textElement('DueDate', booking.dueDate), textElement('InvoiceDate', booking.date), account,
      element('Amount', {}, money(minus('0', signed(booking.gross)))), references,
    ),
    ...lines.map(({ line, code, tax }, index) => {
      const [net, vat] = [signed(line.net), signed(tax)];
      const base = `${money(net)}${empty('VAT', { code })}<VATBaseAmount>${net}</VATBaseAmount>`;
      return row(
        String(index + 1), empty('GLAccount', { code: line.accountCode }), textElement('Description', shortText(line.description)), account,
        line.costCentre !== null && empty('Costcenter', { code: line.costCentre }), line.costUnit !== null && empty('Costunit', { code: line.costUnit }),
        textElement('Quantity', plus(line.quantity, '0')), element('Amount', {}, base), element('ForeignAmount', {}, `${base}<VATAmount>${vat}</VATAmount>`), references,
      );
    }),
    ...vatLines(lines).map(({ code, vatAccount, base, tax }, index) =>
      row(String(lastLine - index), empty('GLAccount', { code: vatAccount }), account, element('Amount', {}, `${money(signed(tax))}${empty('VAT', { code })}<VATBaseAmount>${signed(base)}</VATBaseAmount>`), references)),
  );
}

/** VAT by code, as it goes to its account. */
function vatLines(lines: readonly StatedLine[]): { code: string; vatAccount: string; base: Decimal; tax: Decimal }[] {
  const codes = [...new Set(lines.filter(({ vatAccount }) => vatAccount !== '').map(({ code }) => code))];
  return codes.map((code) => {
    const own = lines.filter((line) => line.code === code);
    return { code, vatAccount: own[0]?.vatAccount ?? '', base: sum(own.map(({ line }) => line.net)), tax: sum(own.map(({ tax }) => tax)) };
  });
}

/** A file of several entries. */
export const fileOf = (transactions: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element('eExact', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:noNamespaceSchemaLocation': 'eExact-XML.xsd' }, element('GLTransactions', {}, ...transactions))}`;
