import type Big from 'big.js';
import type { Scope } from '../state';
import { amountText, big, type Row } from '../values';
import type { Side } from './side';

/** All terms of one entry, oldest first. */
export const termsOfEntry = (scope: Pick<Scope, 'company'>, entryId: unknown): Row[] => scope.company.terms.filter((term) => term['TransactionEntryID'] === entryId);

/** A term that a payment was matched with, in part or whole. */
export const isMatched = (term: Row): boolean => Boolean(term['IsFullyPaid']) || term['LastPaymentDate'] != null;

/** What a term says of its entry. */
function about(scope: Scope, side: Side, entry: Row, rate: Big): Row {
  const { company } = scope;
  const account = company.accounts.find((row) => row['ID'] === entry[side.relation]);
  const control = company.glAccounts.find((row) => row['ID'] === entry['ControlAccount']);
  const firstLine = side.lines(company).find((row) => row['EntryID'] === entry['EntryID']);
  const total = big(entry['AmountFC']).times(-side.termSign);
  return {
    Account: account?.['ID'] ?? null, AccountCode: account?.['Code'] ?? null, AccountName: account?.['Name'] ?? null, AccountCountry: account?.['Country'] ?? null,
    Currency: entry['Currency'], RateFC: rate.toFixed(), Description: entry['Description'], Division: company.code,
    Document: entry['Document'] ?? null, DocumentNumber: entry['DocumentNumber'] ?? null, DocumentSubject: entry['DocumentSubject'] ?? null,
    DueDate: entry['DueDate'], TransactionDueDate: entry['DueDate'], EntryDate: entry['EntryDate'], InvoiceDate: entry['EntryDate'],
    EntryNumber: entry['EntryNumber'], InvoiceNumber: entry['InvoiceNumber'], Journal: entry['Journal'], JournalDescription: entry['JournalDescription'],
    GLAccount: control?.['ID'] ?? null, GLAccountCode: control?.['Code'] ?? null, GLAccountDescription: control?.['Description'] ?? null,
    LineType: side.lineType, PaymentCondition: entry['PaymentCondition'], PaymentConditionDescription: entry['PaymentConditionDescription'],
    PaymentMethod: entry['PaymentConditionPaymentMethod'] ?? 'B', PaymentReference: entry['PaymentReference'] ?? null, OrderNumber: entry['OrderNumber'] ?? null,
    TransactionAmountFC: amountText(total), TransactionAmountDC: amountText(total.times(rate)), TransactionEntryID: entry['EntryID'], TransactionID: firstLine?.['ID'] ?? null,
    TransactionReportingYear: entry['ReportingYear'], TransactionReportingPeriod: entry['ReportingPeriod'], TransactionStatus: 20, TransactionType: entry['Type'],
    YourRef: entry['YourRef'] ?? null, ApprovalStatus: side.name === 'purchase' ? 1 : null,
  };
}

/** Notes that a term changed: a new row version, so that synchronising clients see it. */
export function touch(scope: Scope, term: Row): void {
  term['Timestamp'] = scope.company.timestamp();
  term['Modified'] = scope.world.wall;
}

/** Makes a term of its own; amounts are signed as the cash flow has them. */
export function addTerm(scope: Scope, row: Row): Row {
  const { company, world } = scope;
  const term: Row = { HID: BigInt(company.next('term')), Source: 0, IsBatchBooking: 0, Created: world.wall, ...row, ID: company.guid() };
  touch(scope, term);
  company.terms.push(world.bear(term));
  return term;
}

/** The term of an entry just booked. A cash sale has none: it was paid at the counter. */
export function createTerms(scope: Scope, side: Side, entry: Row, rate: Big): void {
  if (entry['PaymentConditionPaymentMethod'] === 'K') return;
  const amount = big(entry['AmountFC']).times(side.termSign);
  const open = { AmountFC: amountText(amount), AmountDC: amountText(amount.times(rate)), Status: 20, IsFullyPaid: false, LastPaymentDate: null, EndDate: null };
  addTerm(scope, { ...about(scope, side, entry, rate), ...open, EntryID: entry['EntryID'] });
}

/** Brings open terms in line with an entry that was changed. */
export function reviseTerms(scope: Scope, side: Side, entry: Row, rate: Big): void {
  for (const term of termsOfEntry(scope, entry['EntryID'])) {
    const amount = big(entry['AmountFC']).times(side.termSign);
    Object.assign(term, about(scope, side, entry, rate), { AmountFC: amountText(amount), AmountDC: amountText(amount.times(rate)) });
    touch(scope, term);
  }
}
