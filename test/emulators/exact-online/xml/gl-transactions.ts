import Big from 'big.js';
import { Problems } from '../booking/problems';
import { purchase, sales, type Side } from '../booking/side';
import { findVatCode, vatOf } from '../booking/vat';
import type { Payload } from '../odata/resource';
import { Refusal } from '../refusal';
import { bookEntry } from '../services/entries';
import type { Scope } from '../state';
import { messages } from '../texts';
import { day, guidPattern, trimmed, type Row } from '../values';
import type { Told } from './answer';
import { attributeOf, childOf, childrenOf, textOf, type Node } from './tree';

/** Topic GLTransactions: entries of sales and purchase journals. They go into the books by the same way as those of the REST API. */

const sides: Readonly<Record<string, readonly [Side, isCredit: boolean]>> = { '20': [sales, false], '21': [sales, true], '30': [purchase, false], '31': [purchase, true] };
const vatType = 24;

interface Line {
  node: Node;
  account: Row | undefined;
  /** In the company's currency and in the entry's; debit is positive. */
  home: Big | null;
  foreign: Big | null;
  currency: string | null;
}

/** One of Value, Debit and Credit. */
function valueOf(amount: Node | undefined): Big | null {
  if (!amount) return null;
  const [value, debit, credit] = ['Value', 'Debit', 'Credit'].map((name) => textOf(amount, name));
  return value ? new Big(value) : debit ? new Big(debit) : credit ? new Big(credit).times(-1) : null;
}

function lineOf(scope: Scope, node: Node, problems: Problems): Line {
  const { company } = scope;
  const [amount, foreign] = [childOf(node, 'Amount'), childOf(node, 'ForeignAmount')];
  const account = company.glAccounts.find((row) => trimmed(row['Code']) === attributeOf(node, 'GLAccount', 'code'));
  if (!account) problems.add(messages.unknownReference('glAccount'));
  const home = attributeOf(amount, 'Currency', 'code');
  if (home !== null && home !== company.currency) problems.add(messages.notAllowed('currency'));
  return { node, account, home: valueOf(amount), foreign: valueOf(foreign), currency: attributeOf(foreign, 'Currency', 'code') ?? home };
}

const amountOf = ({ foreign, home }: Line): Big => foreign ?? home ?? new Big(0);
const vatCodeOf = ({ node }: Line): string | null => attributeOf(childOf(node, 'ForeignAmount'), 'VAT', 'code') ?? attributeOf(childOf(node, 'Amount'), 'VAT', 'code');
const firstText = (lines: readonly Line[], read: (node: Node) => string | null): string | null => lines.map(({ node }) => read(node)).find((text) => text !== null) ?? null;
const filled = (values: Row): Row => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

function relationOf(scope: Scope, header: Node): string | null {
  const [id, code] = [attributeOf(header, 'Account', 'ID'), attributeOf(header, 'Account', 'code')];
  if (id === null) return String(scope.company.accounts.find((row) => trimmed(row['Code']) === code)?.['ID'] ?? '') || null;
  const bare = id.replace(/^\{(.*)\}$/, '$1').toLowerCase();
  if (!guidPattern.test(bare)) throw new Refusal(500, 'Niet herkende GUID-indeling.');
  return bare;
}

/** The lines of an entry have to add up to nothing, in each period. */
function checkBalance(scope: Scope, lines: readonly Line[], side: Side, date: number, problems: Problems): void {
  const off = lines.reduce((all, line) => all.plus(line.home ?? line.foreign ?? 0), new Big(0));
  if (off.eq(0)) return;
  const [year, period] = [new Date(date).getUTCFullYear(), new Date(date).getUTCMonth() + 1];
  problems.add(messages.notInBalance(year, period, side.name, scope.company.currency, off.toFixed(2)));
}

/** A line of VAT is on the code's own account, and its amount what the lines of that code come to. */
function checkVat(scope: Scope, place: number, base: readonly Line[], vat: readonly Line[], side: Side, sign: 1 | -1, date: number, problems: Problems): void {
  const codes = new Set([...base, ...vat].map(vatCodeOf).filter((code) => code !== null));
  for (const code of codes) {
    const row = findVatCode(scope.company, code);
    if (!row) {
      problems.add(messages.unknownReference('vatCode'));
      continue;
    }
    const lines = vat.filter((line) => vatCodeOf(line) === code);
    const account = row[side.name === 'sales' ? 'GLToPay' : 'GLToClaim'];
    if (lines.some((line) => line.account?.['ID'] !== account)) problems.add(messages.invalid('glAccount'));
    const wanted = base.filter((line) => vatCodeOf(line) === code).reduce((all, line) => {
      const given = textOf(childOf(line.node, 'ForeignAmount'), 'VATAmount');
      const amounts = vatOf(scope.company, row, amountOf(line).times(sign), given === null ? null : new Big(given).times(sign), date);
      return 'vat' in amounts ? all.plus(amounts.vat.times(sign)) : all;
    }, new Big(0));
    const stated = lines.reduce((all, line) => all.plus(amountOf(line)), new Big(0));
    if (!stated.eq(wanted)) problems.add(messages.vatLineDiffers(place, code));
  }
}

/** The entry as the REST API would have been sent it. Throws the refusal of what is wrong with it as XML. */
function payloadOf(scope: Scope, header: Node, place: number): { side: Side; payload: Payload } {
  const problems = new Problems(scope);
  const [side, isCredit] = sides[attributeOf(header, 'TransactionType', 'number') ?? ''] ?? [null, false];
  if (!side) throw new Refusal(500, messages.transactionType[scope.user.language === 'nl' ? 0 : 1]);
  const lines = childrenOf(header, 'GLTransactionLine').map((node) => lineOf(scope, node, problems));
  const isControl = ({ node, account }: Line): boolean => node.attributes['line'] === '0' || [20, 22].includes(Number(account?.['Type']));
  const control = lines.filter(isControl);
  const vat = lines.filter((line) => !isControl(line) && account(line) === vatType);
  const base = lines.filter((line) => !control.includes(line) && !vat.includes(line));
  if (control.some((line) => account(line) !== side.lineType)) problems.add(messages.glAccountType);
  const date = day(textOf(header, 'Date') ?? textOf(lines[0]?.node, 'Date') ?? '');
  // Of a sale the lines are credit; the REST API takes them as what they come to.
  const sign = side.name === 'sales' ? -1 : 1;
  checkBalance(scope, lines, side, date, problems);
  checkVat(scope, place, base, vat, side, sign, date, problems);
  const currencies = new Set(lines.map(({ currency }) => currency));
  if (currencies.size > 1) problems.add(messages.notAllowed('currency'));
  const gross = [...base, ...vat].reduce((all, line) => all.plus(amountOf(line).times(sign)), new Big(0));
  if (gross.lt(0) !== isCredit) problems.add(messages.transactionType);
  problems.settle();

  const reference = (name: string) => firstText([...control, ...lines], (node) => textOf(childOf(node, 'References'), name));
  const dueDate = firstText([...control, ...lines], (node) => textOf(node, 'DueDate'));
  const values = filled({
    [side.relation]: relationOf(scope, header),
    Journal: attributeOf(header, 'Journal', 'code'),
    EntryNumber: numberOf(header.attributes['entry'] ?? null),
    PaymentCondition: attributeOf(header, 'PaymentCondition', 'code'),
    EntryDate: date,
    ReportingYear: numberOf(attributeOf(header, 'FinYear', 'number')),
    ReportingPeriod: numberOf(attributeOf(header, 'FinPeriod', 'number')),
    Description: textOf(header, 'Description'),
    DueDate: dueDate === null ? null : day(dueDate),
    InvoiceNumber: numberOf(reference('InvoiceNumber')),
    YourRef: reference('YourRef'),
    PaymentReference: reference('PaymentReference'),
    Currency: [...currencies][0] ?? null,
    Rate: firstText(lines, (node) => (attributeOf(childOf(node, 'ForeignAmount'), 'Currency', 'code') === scope.company.currency ? null : textOf(childOf(node, 'ForeignAmount'), 'Rate'))),
    ControlAccount: control[0]?.account?.['ID'],
  });
  const entryLines = base.map((line) => {
    const given = textOf(childOf(line.node, 'ForeignAmount'), 'VATAmount');
    return filled({
      GLAccount: line.account?.['ID'],
      AmountFC: amountOf(line).times(sign).toFixed(),
      VATCode: vatCodeOf(line),
      VATAmountFC: given === null ? null : new Big(given).times(sign).toFixed(),
      Description: textOf(line.node, 'Description'),
      Quantity: textOf(line.node, 'Quantity'),
      CostCenter: attributeOf(line.node, 'Costcenter', 'code'),
      CostUnit: attributeOf(line.node, 'Costunit', 'code'),
    });
  });
  return { side, payload: { values, lists: { [side.lineList]: entryLines } } };
}

const account = ({ account: row }: Line): number => Number(row?.['Type'] ?? 0);

/** Books each entry by itself: one that is refused keeps none of the others. */
export function bookTransactions(scope: Scope, topic: Node): Told[] {
  return childrenOf(topic, 'GLTransaction').map((header, index) => {
    const shared = { topic: 'GLTransactions', node: 'GLTransaction' };
    try {
      const { side, payload } = payloadOf(scope, header, index + 1);
      const entry = bookEntry(scope, side, payload);
      return { ...shared, type: 2, key: `{${String(entry['EntryID'])}}`, keyAlt: String(entry['EntryNumber']), text: scope.user.language === 'nl' ? 'Aangemaakt' : 'Created' };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const lead = scope.user.language === 'nl' ? 'Onderwerp' : 'Subject';
      return { ...shared, type: 0, text: error.message.split('\r\n').map((line) => `${lead} [GLTransactions] ${line}`).join('\n') };
    }
  });
}
