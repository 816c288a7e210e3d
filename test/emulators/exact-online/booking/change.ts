import type { Scope } from '../state';
import { messages } from '../texts';
import { big, midnight, trimmed, type Row } from '../values';
import { termsOf } from './condition';
import { entityTypes, removeRow } from './deletions';
import { checkRelation, total } from './entry';
import { bookLine } from './line';
import { checkNumbers } from './numbers';
import { closedKey, periodOf } from './period';
import { failed, Problems } from './problems';
import type { Side } from './side';
import { isMatched, reviseTerms, termsOfEntry } from './terms';

/** Fields that decide how an entry was booked; they stay. */
const settled = ['Journal', 'Currency'] as const;

export const linesOf = (scope: Scope, side: Side, entry: Row): Row[] => side.lines(scope.company).filter((line) => line['EntryID'] === entry['EntryID']);

/** Refuses once a payment is matched, the period is closed or the entry is processed. */
function checkOpen(scope: Scope, entry: Row): void {
  if (Number(entry['Status']) >= 50 || termsOfEntry(scope, entry['EntryID']).some(isMatched)) throw failed(scope, messages.processed);
  const [year, period] = [Number(entry['ReportingYear']), Number(entry['ReportingPeriod'])];
  if (scope.company.closed.has(closedKey(trimmed(entry['Journal']), year, period))) throw failed(scope, messages.periodClosed(year, period));
}

/** Changes the header fields that were sent, and no others. */
export function updateEntry(scope: Scope, side: Side, entry: Row, values: Row): void {
  checkOpen(scope, entry);
  // Sending a record back as it is compares its number with itself.
  for (const name of ['EntryNumber', 'InvoiceNumber']) if (values[name] != null && values[name] === entry[name]) throw failed(scope, messages.exists);
  const problems = new Problems(scope);
  for (const name of settled) if (values[name] != null && trimmed(values[name]) !== trimmed(entry[name])) problems.add(messages.notAllowed(name === 'Journal' ? 'journal' : 'currency'));
  const next: Row = { ...entry, ...values };
  const rescheduled = values['EntryDate'] != null || values['PaymentCondition'] != null;
  if (rescheduled && values['DueDate'] == null) next['DueDate'] = null;
  next['EntryDate'] = midnight(Number(next['EntryDate']));
  if (values['EntryDate'] != null && values['ReportingYear'] == null) Object.assign(next, { ReportingYear: null, ReportingPeriod: null });
  const relation = checkRelation(scope, side, next[side.relation], problems);
  const period = periodOf(scope.company, next, trimmed(entry['Journal']), problems);
  const { condition, dueDate } = termsOf(scope, next, relation?.[side.conditionOf], problems);
  if (period) checkNumbers(scope, side, values, trimmed(entry['Journal']), period.year, entry, problems);
  problems.settle();
  Object.assign(entry, next, {
    Journal: entry['Journal'],
    Currency: entry['Currency'],
    ReportingYear: period?.year,
    ReportingPeriod: period?.period,
    DueDate: midnight(dueDate),
    [`${side.relation}Name`]: relation?.['Name'] ?? null,
    PaymentCondition: condition?.['Code'] ?? null,
    PaymentConditionDescription: condition?.['Description'] ?? null,
    PaymentConditionPaymentMethod: condition?.['PaymentMethod'] ?? null,
  });
  total(entry, linesOf(scope, side, entry), side, big(entry['Rate']));
  stamp(scope, side, entry);
}

function stamp(scope: Scope, side: Side, entry: Row): void {
  Object.assign(entry, { Modified: scope.world.wall, Modifier: scope.user.id, ModifierFullName: scope.user.name });
  reviseTerms(scope, side, entry, big(entry['Rate']));
}

/** Rejects a purchase entry, or takes that back: it stays in the list, and counts for nothing. */
export function rejectEntry(scope: Scope, side: Side, entry: Row, isRejected: boolean): void {
  if (side.name !== 'purchase') throw new Error('Only purchase entries are rejected');
  Object.assign(entry, isRejected ? { Status: 5, StatusDescription: 'Rejected' } : { Status: 20, StatusDescription: 'Open' });
  stamp(scope, side, entry);
}

/** Adds a line, or changes one when `line` is given. */
export function saveLine(scope: Scope, side: Side, values: Row, line: Row | null): Row {
  const entryId = line?.['EntryID'] ?? values['EntryID'];
  const entry = side.entries(scope.company).find((row) => row['EntryID'] === entryId);
  const problems = new Problems(scope);
  if (!entry) {
    problems.add(messages.unknownReference('document'));
    problems.settle();
    throw new Error('unreachable');
  }
  checkOpen(scope, entry);
  const relation = scope.company.accounts.find((row) => row['ID'] === entry[side.relation]);
  const merged: Row = { ...line, ...values };
  // VAT that Exact reckoned follows the amount; VAT that was stated stays.
  if (line && values['VATAmountFC'] == null) merged['VATAmountFC'] = null;
  const booked = bookLine(scope, merged, { side, relation, date: Number(entry['EntryDate']), rate: big(entry['Rate']), problems });
  problems.settle();
  const { company, world } = scope;
  const saved = line ?? world.bear({ ID: company.guid(), EntryID: entryId ?? null, LineNumber: linesOf(scope, side, entry).length + 1, Type: entry['Type'] ?? null });
  Object.assign(saved, booked, { ID: saved['ID'], EntryID: entryId });
  if (!line) side.lines(company).push(saved);
  total(entry, linesOf(scope, side, entry), side, big(entry['Rate']));
  stamp(scope, side, entry);
  return saved;
}

export function deleteLine(scope: Scope, side: Side, line: Row): void {
  const entry = side.entries(scope.company).find((row) => row['EntryID'] === line['EntryID']);
  if (entry) checkOpen(scope, entry);
  removeRow(scope, side.lines(scope.company), line, entityTypes.transactionLine);
  if (!entry) return;
  total(entry, linesOf(scope, side, entry), side, big(entry['Rate']));
  stamp(scope, side, entry);
}

/** Takes an entry out of the books, with its lines and terms. `force` is for people in the web pages, who may undo the match first. */
export function deleteEntry(scope: Scope, side: Side, entry: Row, force = false): void {
  if (!force) checkOpen(scope, entry);
  for (const line of linesOf(scope, side, entry)) removeRow(scope, side.lines(scope.company), line, entityTypes.transactionLine);
  for (const term of termsOfEntry(scope, entry['EntryID'])) removeRow(scope, scope.company.terms, term, entityTypes.paymentTerm);
  removeRow(scope, side.entries(scope.company), entry, null, 'EntryID');
}
