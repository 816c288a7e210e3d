import type Big from 'big.js';
import { kinds } from '../fields/groups';
import { lineTaxCode } from '../tax/line-code';
import type { TaxedLine } from '../tax/index';
import { amount, big, cents, filled, group, list, sum, text, type Fields, type QboRecord } from '../values';
import { accountType } from './accounts';
import type { Books } from './books';
import { checkLineDimensions } from './dimensions';
import type { Form } from './form';
import { checkReferences, resolve } from './references';
import { badDecimal, badEnum, business, featureOff, invalidReference, missing, noIncomeAccount, noLines, wrongAccount, wrongAmount } from './refusals';

export interface Lines {
  /** As stored and answered. */
  lines: Fields[];
  taxed: TaxedLine[];
  /** Before tax, discounts taken off. */
  net: Big;
}

interface Booked {
  line: Fields;
  taxed?: TaxedLine;
}

/** Ten digits before the point and five after. */
function amountOf(line: Fields): Big {
  if (line['Amount'] === undefined) throw missing('Amount');
  const value = big(line['Amount']);
  if (value.abs().gte(1e10) || !value.eq(value.round(5))) throw badDecimal('Amount');
  return cents(value);
}

function checkProduct(line: Fields, detail: Fields): void {
  if (detail['Qty'] === undefined || detail['UnitPrice'] === undefined) return;
  const product = big(detail['Qty']).times(big(detail['UnitPrice']));
  const given = big(line['Amount']);
  if (!given.eq(product) && !given.eq(cents(product))) throw wrongAmount(given.toNumber());
}

function checkItem(item: QboRecord | undefined, side: Form['side']): void {
  if (!item) return;
  if (item['Type'] === 'Category') throw invalidReference('ItemRef');
  if (side === 'sales' && item['IncomeAccountRef'] === undefined) throw noIncomeAccount();
  if (side === 'purchase' && item['ExpenseAccountRef'] === undefined) throw wrongAccount('ItemRef');
}

/** Receivables and payables are booked on through parties alone. */
function checkExpenseAccount(books: Books, detail: Fields): void {
  const type = accountType(books, detail['AccountRef']);
  if (type === 'Accounts Receivable' || type === 'Accounts Payable') throw wrongAccount('AccountRef');
}

function bookDetailed(books: Books, { side }: Form, line: Fields, key: string): Booked {
  const sent = line[key];
  const table = kinds.groups[key];
  if (sent === undefined || !table) throw missing(key);
  const detail = group(sent);
  checkReferences(books, table, detail, ['TaxCodeRef']);
  checkLineDimensions(books, line, detail);
  const item = resolve(books, 'Item', detail['ItemRef'], 'ItemRef');
  // Without an item a line of a sales form is text, and its amount does not count.
  if (key === 'SalesItemLineDetail' && !item) return { line: { ...line, Amount: undefined } };
  if (key === 'ItemBasedExpenseLineDetail' && !item) throw missing('ItemRef');
  checkItem(item, side);
  checkExpenseAccount(books, detail);
  const net = amountOf(line);
  checkProduct(line, detail);
  const taxCode = lineTaxCode(books, side, detail['TaxCodeRef'], item);
  const gross = detail['TaxInclusiveAmt'] === undefined ? null : big(detail['TaxInclusiveAmt']);
  const UnitPrice = detail['UnitPrice'] === undefined ? undefined : big(detail['UnitPrice']).round(7).toNumber();
  const BillableStatus = detail['BillableStatus'] ?? (side === 'purchase' ? 'NotBillable' : undefined);
  return {
    line: { ...line, Amount: amount(net), [key]: filled({ ...detail, UnitPrice, BillableStatus, TaxCodeRef: taxCode === undefined ? undefined : { value: taxCode } }) },
    taxed: { net, gross, taxCode },
  };
}

function bookLine(books: Books, form: Form, line: Fields): Booked {
  const type = text(line['DetailType']);
  if (type === '') throw missing('DetailType');
  if (!form.details.includes(type)) throw badEnum('DetailType', type);
  if (type === 'DescriptionOnly') return { line: { ...line, Amount: undefined, DescriptionLineDetail: group(line['DescriptionLineDetail']) } };
  return bookDetailed(books, form, line, type);
}

/** A positive amount that is taken off, or a share of the subtotal. */
function discountOf(books: Books, line: Fields, subtotal: Big): { line: Fields; amount: Big } {
  if (!books.preferences.allowDiscount) throw featureOff('DiscountLineDetail');
  const detail = group(line['DiscountLineDetail']);
  const percent = detail['PercentBased'] === true ? big(detail['DiscountPercent']) : null;
  const off = percent ? cents(subtotal.times(percent).div(100)) : amountOf(line);
  if (off.lt(0)) throw business('A discount is a positive amount.');
  return { line: { Amount: amount(off), DetailType: 'DiscountLineDetail', DiscountLineDetail: detail }, amount: off };
}

/** The lines of a document: checked, numbered, sales forms with their subtotal. Throws Refusal. */
export function bookLines(books: Books, form: Form, fields: Fields, before: QboRecord | null): Lines {
  const sent = list(fields['Line']);
  if (sent.length === 0) throw noLines();
  const ofType = (type: string) => sent.filter((line) => line['DetailType'] === type);
  const plain = sent.filter((line) => !['SubTotalLineDetail', 'DiscountLineDetail'].includes(text(line['DetailType'])));
  const booked = plain.map((line) => bookLine(books, form, line));

  const known = new Set(list(before?.['Line']).map((line) => text(line['Id'])));
  let last = Math.max(0, ...[...known].map(Number));
  const lines = booked.map(({ line }, index) => {
    const { Id, LineNum: _num, ...rest } = line;
    const id = known.has(text(Id)) && text(Id) !== '' ? text(Id) : String((last += 1));
    return filled({ Id: id, LineNum: index + 1, ...rest });
  });
  const taxed = booked.flatMap((each) => each.taxed ?? []);
  const subtotal = sum(taxed.map(({ net }) => net));
  if (form.side === 'purchase') return { lines, taxed, net: subtotal };
  const discounts = ofType('DiscountLineDetail').map((line) => discountOf(books, line, subtotal));
  const subtotalLine = { Amount: amount(subtotal), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
  return { lines: [...lines, subtotalLine, ...discounts.map(({ line }) => line)], taxed, net: subtotal.minus(sum(discounts.map((each) => each.amount))) };
}
