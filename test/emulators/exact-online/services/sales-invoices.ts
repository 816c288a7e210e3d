import Big from 'big.js';
import { termsOf } from '../booking/condition';
import { entityTypes, removeRow } from '../booking/deletions';
import { checkJournal, checkRelation, createEntry, currencyOf } from '../booking/entry';
import { bookLine } from '../booking/line';
import { nextNumber } from '../booking/numbers';
import { periodOf } from '../booking/period';
import { failed, Problems } from '../booking/problems';
import { sales } from '../booking/side';
import { createTerms } from '../booking/terms';
import { findVatCode } from '../booking/vat';
import type { Payload } from '../odata/resource';
import type { Scope } from '../state';
import { messages } from '../texts';
import { amountText, big, midnight, text, trimmed, type Row } from '../values';
import { createDocument } from './documents';

const invoiceTypes = [8020, 8021, 8023, 8024];
export const invoiceLines = ({ company }: Scope, invoice: Row): Row[] => company.salesInvoiceLines.filter((line) => line['InvoiceID'] === invoice['InvoiceID']);

/** Quantity by price after discount; the item brings what the line leaves out. */
export function invoiceLine(scope: Scope, line: Row, relation: Row | undefined, date: number, rate: Big, problems: Problems): Row {
  const { company } = scope;
  const item = company.items.find((row) => row['ID'] === line['Item']);
  if (line['Item'] == null) problems.add(messages.mandatory('item'));
  else if (!item || (item['EndDate'] != null && Number(item['EndDate']) < date)) problems.add(messages.unknownReference('item'));
  const group = company.itemGroups.find((row) => row['ID'] === item?.['ItemGroup']);
  const quantity = big(line['Quantity'] ?? 1);
  const net = line['NetPrice'] ?? amountText(big(line['UnitPrice']).times(new Big(1).minus(big(line['Discount']))));
  const amount = line['NetPrice'] == null && line['UnitPrice'] == null && line['AmountFC'] != null ? big(line['AmountFC']) : quantity.times(big(net));
  const complete: Row = { ...line, AmountFC: amount.toFixed(), GLAccount: line['GLAccount'] ?? item?.['GLRevenue'] ?? group?.['GLRevenue'] ?? null, VATCode: line['VATCode'] ?? item?.['SalesVatCode'] ?? null };
  return {
    ...bookLine(scope, complete, { side: sales, relation, date, rate, problems }),
    Quantity: quantity.toFixed(), NetPrice: text(net), UnitPrice: text(line['UnitPrice'] ?? net), ItemCode: item?.['Code'] ?? null, ItemDescription: item?.['Description'] ?? null,
    Description: line['Description'] ?? item?.['Description'] ?? null, UnitCode: line['UnitCode'] ?? item?.['Unit'] ?? null,
  };
}

export function totalInvoice(scope: Scope, invoice: Row): void {
  const lines = invoiceLines(scope, invoice);
  const sum = (name: string) => lines.reduce((all, line) => all.plus(big(line[name])), new Big(0));
  const [net, vat, netDC, vatDC] = [sum('AmountFC'), sum('VATAmountFC'), sum('AmountDC'), sum('VATAmountDC')];
  Object.assign(invoice, { AmountFC: amountText(net.plus(vat)), AmountFCExclVat: amountText(net), VATAmountFC: amountText(vat), AmountDC: amountText(netDC.plus(vatDC)), VATAmountDC: amountText(vatDC) });
  Object.assign(invoice, { Modified: scope.world.wall, Modifier: scope.user.id, ModifierFullName: scope.user.name });
}

/** An invoice not yet processed: it has no number and nothing is booked. */
export function createInvoice(scope: Scope, { values, lists }: Payload): Row {
  const { company, world, user } = scope;
  const problems = new Problems(scope);
  const type = Number(values['Type'] ?? 8020);
  const date = midnight(Number(values['OrderDate'] ?? world.wall));
  const relation = checkRelation(scope, sales, values['OrderedBy'], problems);
  if (values['InvoiceTo'] != null) checkRelation(scope, sales, values['InvoiceTo'], problems);
  const journal = checkJournal(scope, values['Journal'], sales.journalTypes, problems);
  const { currency, rate } = currencyOf(scope, values, journal, problems);
  const terms = relation && termsOf(scope, { ...values, EntryDate: date }, relation[sales.conditionOf], problems);
  const given = lists['SalesInvoiceLines'] ?? [];
  if (given.length === 0) problems.add(messages.mandatory('lines'));
  if (!invoiceTypes.includes(type)) problems.add(messages.invalid('invoice'));
  if ([8020, 8021].includes(type) && values['Warehouse'] != null) problems.add(messages.notAllowed('warehouse'));
  const lines = given.map((line) => invoiceLine(scope, line, relation, date, rate, problems));
  problems.settle();
  const id = company.guid();
  const invoice: Row = {
    ...values, InvoiceID: id, Type: type, Journal: trimmed(journal?.['Code']), JournalDescription: journal?.['Description'] ?? null, Currency: currency, OrderDate: date, InvoiceDate: date,
    InvoiceNumber: null, Status: 20, StatusDescription: 'Open', OrderedByName: relation?.['Name'] ?? null, InvoiceTo: values['InvoiceTo'] ?? values['OrderedBy'] ?? null,
    DeliverTo: values['DeliverTo'] ?? values['OrderedBy'] ?? null, DueDate: midnight(terms?.dueDate ?? date), PaymentCondition: terms?.condition?.['Code'] ?? null,
    PaymentConditionDescription: terms?.condition?.['Description'] ?? null, Division: company.code, Created: world.wall, Creator: user.id, CreatorFullName: user.name,
  };
  lines.forEach((line, index) => company.salesInvoiceLines.push(world.bear({ ...line, ID: company.guid(), InvoiceID: id, LineNumber: index + 1 })));
  totalInvoice(scope, invoice);
  company.salesInvoices.push(world.bear(invoice));
  return invoice;
}

/** A processed invoice is final. */
export function checkUnprocessed(scope: Scope, invoice: Row): void {
  if (Number(invoice['Status']) >= 50) throw failed(scope, messages.processed);
}

export function updateInvoice(scope: Scope, invoice: Row, values: Row): void {
  checkUnprocessed(scope, invoice);
  const problems = new Problems(scope);
  if (values['PaymentCondition'] != null) termsOf(scope, { ...values, EntryDate: invoice['InvoiceDate'] }, null, problems);
  problems.settle();
  Object.assign(invoice, values);
  totalInvoice(scope, invoice);
}

export function deleteInvoice(scope: Scope, invoice: Row): void {
  checkUnprocessed(scope, invoice);
  for (const line of invoiceLines(scope, invoice)) removeRow(scope, scope.company.salesInvoiceLines, line, null);
  removeRow(scope, scope.company.salesInvoices, invoice, entityTypes.salesInvoice, 'InvoiceID');
}

/** An entry line for an invoice line. Under an including code the entry expects the amount with its VAT. */
function entryLine({ company }: Scope, line: Row): Row {
  const code = line['VATCode'] == null ? undefined : findVatCode(company, String(line['VATCode']));
  const including = trimmed(code?.['Type']) === 'I';
  const { GLAccount, VATCode, VATAmountFC, Description, Quantity, CostCenter, CostUnit, Project } = line;
  return { GLAccount, VATCode, VATAmountFC, Description, Quantity, CostCenter, CostUnit, Project, AmountFC: including ? amountText(big(line['AmountFC']).plus(big(VATAmountFC))) : line['AmountFC'] };
}

/** Prints: the invoice gets its number and document and is booked. */
export function printInvoice(scope: Scope, values: Row, invoiceId: unknown): Row {
  const { company } = scope;
  const invoice = company.salesInvoices.find((row) => row['InvoiceID'] === invoiceId);
  if (!invoice) throw failed(scope, messages.unknownReference('invoice'));
  checkUnprocessed(scope, invoice);
  const date = midnight(Number(values['InvoiceDate'] ?? invoice['InvoiceDate']));
  const problems = new Problems(scope);
  const journal = trimmed(invoice['Journal']);
  const reporting = { ReportingYear: values['ReportingYear'] ?? null, ReportingPeriod: values['ReportingPeriod'] ?? null };
  const period = periodOf(company, { EntryDate: date, ...reporting }, journal, problems);
  problems.settle();
  const used = (number: number) => company.salesEntries.some((row) => row['Journal'] === journal && (row['InvoiceNumber'] === number || row['EntryNumber'] === number));
  const number = nextNumber(scope, journal, period?.year ?? 0, used);
  const { Currency, PaymentCondition, DueDate, YourRef, Description, PaymentReference } = invoice;
  const header: Row = { Customer: invoice['InvoiceTo'], Journal: journal, EntryDate: date, InvoiceNumber: number, EntryNumber: number, Currency, PaymentCondition, DueDate, YourRef, Description, PaymentReference, ...reporting };
  const entry = createEntry(scope, sales, { values: header, lists: { SalesEntryLines: invoiceLines(scope, invoice).map((line) => entryLine(scope, line)) } });
  Object.assign(invoice, { Status: 50, StatusDescription: 'Processed', InvoiceNumber: number, InvoiceDate: date, Modified: scope.world.wall });
  const document = createDocument(scope, { ...invoice }, { type: 10, account: invoice['InvoiceTo'] ?? null });
  Object.assign(entry, { Document: document['ID'], DocumentNumber: document['HID'], DocumentSubject: document['Subject'] });
  createTerms(scope, sales, entry, big(entry['Rate']));
  return { ...values, InvoiceID: invoice['InvoiceID'], InvoiceDate: date, Division: company.code, Document: document['ID'], DocumentCreationSuccess: `Document: ${text(document['HID'])}`, DocumentCreationError: null };
}
