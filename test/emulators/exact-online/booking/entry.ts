import Big from 'big.js';
import type { Payload } from '../odata/resource';
import type { Scope } from '../state';
import { messages } from '../texts';
import { amountText, big, cents, guidPattern, midnight, trimmed, type Row } from '../values';
import { termsOf } from './condition';
import { bookLine, type LineContext } from './line';
import { checkNumbers, numbersOf } from './numbers';
import { periodOf } from './period';
import { Problems } from './problems';
import type { Side } from './side';

/** The account an entry is booked on: a customer by its status, a supplier by its mark. */
export function checkRelation(scope: Scope, side: Side, id: unknown, problems: Problems): Row | undefined {
  if (id == null) {
    problems.add(messages.mandatory('relation'));
    return undefined;
  }
  const account = scope.company.accounts.find((row) => row['ID'] === id);
  if (!account) problems.add(messages.unknownReference('relation'));
  else if (side.name === 'sales' && account['Status'] !== 'C') problems.add(messages.customerType);
  else if (side.name === 'purchase' && !account['IsSupplier']) problems.add(messages.supplierType);
  else if (account['Blocked'] || (account['EndDate'] != null && Number(account['EndDate']) < scope.world.wall)) problems.add(messages.blocked('relation'));
  return account;
}

export function checkJournal(scope: Scope, code: unknown, types: readonly number[], problems: Problems): Row | undefined {
  if (code == null || code === '') {
    problems.add(messages.mandatory('journal'));
    return undefined;
  }
  const journal = guidPattern.test(String(code)) ? undefined : scope.company.journals.find((row) => trimmed(row['Code']) === String(code).trim());
  if (!journal) problems.add(messages.unknownJournal);
  else if (!types.includes(Number(journal['Type']))) problems.add(messages.journalType);
  else if (journal['IsBlocked']) problems.add(messages.blocked('journal'));
  return journal;
}

/** The entry's currency and what one unit of it is worth in the company's. */
export function currencyOf(scope: Scope, values: Row, journal: Row | undefined, problems: Problems): { currency: string; rate: Big } {
  const { company } = scope;
  const home = trimmed(journal?.['Currency']) || company.currency;
  const currency = trimmed(values['Currency']) || home;
  if (!company.currencies.some((row) => row['Code'] === currency)) problems.add(messages.unknownReference('currency'));
  else if (journal && currency !== home && !journal['AllowVariableCurrency']) problems.add(messages.notAllowed('currency'));
  if (currency === company.currency) return { currency, rate: new Big(1) };
  if (values['Rate'] != null && journal && !journal['AllowVariableExchangeRate']) problems.add(messages.notAllowed('exchangeRate'));
  return { currency, rate: big(values['Rate'] ?? company.rates.get(currency) ?? '1') };
}

/** Adds up an entry from its lines. */
export function total(entry: Row, lines: readonly Row[], side: Side, rate: Big): void {
  const sum = (name: string) => lines.reduce((all, line) => all.plus(big(line[name])), new Big(0));
  const vat = sum('VATAmountFC');
  const gross = sum('AmountFC').plus(vat);
  const credit = gross.lt(0);
  Object.assign(entry, {
    AmountFC: amountText(gross),
    AmountDC: amountText(cents(gross.times(rate))),
    VATAmountFC: amountText(vat),
    VATAmountDC: amountText(cents(vat.times(rate))),
    Type: side.types[credit ? 1 : 0],
    TypeDescription: `${side.name === 'sales' ? 'Sales' : 'Purchase'} ${credit ? 'credit note' : 'entry'}`,
  });
}

/** Books a sales or purchase entry, with its payment term. Throws the API's refusal when anything is wrong with it. */
export function createEntry(scope: Scope, side: Side, { values, lists }: Payload): Row {
  const { company, world, user } = scope;
  const problems = new Problems(scope);
  const given = lists[side.lineList] ?? [];
  const entry: Row = { ...values, EntryDate: midnight(Number(values['EntryDate'] ?? world.wall)) };
  const relation = checkRelation(scope, side, values[side.relation], problems);
  const journal = checkJournal(scope, values['Journal'], side.journalTypes, problems);
  const code = journal ? trimmed(journal['Code']) : '';
  const period = periodOf(company, entry, journal ? code : null, problems);
  const { currency, rate } = currencyOf(scope, values, journal, problems);
  // Without an account there is no telling what its condition would have been.
  const terms = relation ? termsOf(scope, entry, relation[side.conditionOf], problems) : null;
  if (given.length === 0) problems.add(messages.mandatory('lines'));
  const context: LineContext = { side, relation, date: Number(entry['EntryDate']), rate, problems };
  const lines = given.map((line) => bookLine(scope, line, context));
  if (period) checkNumbers(scope, side, values, code, period.year, null, problems);
  problems.settle();
  if (!period || !terms) throw new Error('An entry without a period or account passed');
  const { condition, dueDate } = terms;

  const id = company.guid();
  Object.assign(entry, numbersOf(scope, side, values, code, period.year), {
    EntryID: id,
    Journal: code,
    JournalDescription: journal?.['Description'] ?? null,
    [`${side.relation}Name`]: relation?.['Name'] ?? null,
    Currency: currency,
    Rate: rate.toFixed(),
    ReportingYear: period.year,
    ReportingPeriod: period.period,
    DueDate: midnight(dueDate),
    PaymentCondition: condition?.['Code'] ?? null,
    PaymentConditionDescription: condition?.['Description'] ?? null,
    PaymentConditionPaymentMethod: condition?.['PaymentMethod'] ?? null,
    Description: values['Description'] ?? relation?.['Name'] ?? null,
    ControlAccount: values['ControlAccount'] ?? relation?.[side.controlOf] ?? journal?.['GLAccount'] ?? null,
    Status: 20,
    StatusDescription: 'Open',
    Division: company.code,
    Created: world.wall,
    Modified: world.wall,
    Creator: user.id,
    CreatorFullName: user.name,
    Modifier: user.id,
    ModifierFullName: user.name,
  });
  lines.forEach((line, index) => side.lines(company).push(world.bear({ ...line, ID: company.guid(), EntryID: id, LineNumber: index + 1, Type: entry['Type'] ?? null })));
  total(entry, lines, side, rate);
  side.entries(company).push(world.bear(entry));
  return entry;
}
