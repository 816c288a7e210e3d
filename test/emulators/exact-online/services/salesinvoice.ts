import { removeRow } from '../booking/deletions';
import { failed, Problems } from '../booking/problems';
import { currencyOf } from '../booking/entry';
import { printedSalesInvoices, salesInvoiceLines, salesInvoices } from '../fields/salesinvoice';
import type { Table } from '../fields/table';
import type { Resource } from '../odata/resource';
import type { Scope } from '../state';
import { messages } from '../texts';
import type { Row } from '../values';
import { salesInvoiceFilter, salesInvoiceLineFilter } from './mandatory-filters';
import { checkUnprocessed, createInvoice, deleteInvoice, invoiceLine, invoiceLines, printInvoice, totalInvoice, updateInvoice } from './sales-invoices';

function saveLine(scope: Scope, values: Row, line: Row | null): Row {
  const { company, world } = scope;
  const id = line?.['InvoiceID'] ?? values['InvoiceID'];
  const invoice = company.salesInvoices.find((row) => row['InvoiceID'] === id);
  if (!invoice) throw failed(scope, messages.unknownReference('invoice'));
  checkUnprocessed(scope, invoice);
  const problems = new Problems(scope);
  const relation = company.accounts.find((row) => row['ID'] === invoice['OrderedBy']);
  const journal = company.journals.find((row) => row['Code'] === invoice['Journal']);
  const { rate } = currencyOf(scope, invoice, journal, problems);
  const merged: Row = { ...line, ...values };
  if (line && values['VATAmountFC'] == null) merged['VATAmountFC'] = null;
  const booked = invoiceLine(scope, merged, relation, Number(invoice['InvoiceDate']), rate, problems);
  problems.settle();
  const saved = line ?? world.bear({ ID: company.guid(), LineNumber: invoiceLines(scope, invoice).length + 1 });
  Object.assign(saved, booked, { ID: saved['ID'], InvoiceID: id });
  if (!line) company.salesInvoiceLines.push(saved);
  totalInvoice(scope, invoice);
  return saved;
}

function deleteLine(scope: Scope, line: Row): void {
  const invoice = scope.company.salesInvoices.find((row) => row['InvoiceID'] === line['InvoiceID']);
  if (invoice) checkUnprocessed(scope, invoice);
  removeRow(scope, scope.company.salesInvoiceLines, line, null);
  if (invoice) totalInvoice(scope, invoice);
}

/** The invoice to print is named by the key itself, which elsewhere only the server gives. */
const printing: Table = { ...printedSalesInvoices, key: '-' };

export const salesInvoiceResources: Resource[] = [
  {
    table: salesInvoices,
    rows: ({ company }) => company.salesInvoices,
    lists: { SalesInvoiceLines: { table: salesInvoiceLines, rows: invoiceLines } },
    mandatoryFilter: salesInvoiceFilter,
    alwaysResults: true,
    create: createInvoice,
    thin: (row) => ({ ...row, VATAmountDC: null, VATAmountFC: null }),
    update: (scope, row, { values }) => updateInvoice(scope, row, values),
    remove: deleteInvoice,
  },
  {
    table: salesInvoiceLines,
    rows: ({ company }) => company.salesInvoiceLines,
    mandatoryFilter: salesInvoiceLineFilter,
    create: (scope, { values }) => saveLine(scope, values, null),
    update: (scope, row, { values }) => void saveLine(scope, values, row),
    remove: deleteLine,
  },
  { table: printing, rows: () => [], create: (scope, { values }) => printInvoice(scope, values, values['InvoiceID']) },
];
