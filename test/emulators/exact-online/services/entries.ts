import { createEntry } from '../booking/entry';
import { deleteEntry, deleteLine, linesOf, saveLine, updateEntry } from '../booking/change';
import { createTerms } from '../booking/terms';
import { purchase, sales, type Side } from '../booking/side';
import { purchaseEntries, purchaseEntryLines } from '../fields/purchaseentry';
import { salesEntries, salesEntryLines } from '../fields/salesentry';
import type { Table } from '../fields/table';
import type { Payload, Resource } from '../odata/resource';
import type { Scope } from '../state';
import { big, type Row } from '../values';
import { createDocument } from './documents';

/** Nearly everything comes back, except what the database reckons afterwards. */
const withoutVatTotals = (row: Row): Row => ({ ...row, VATAmountDC: null, VATAmountFC: null });

/** Books an entry with what goes with it, whichever way it came. */
export function bookEntry(scope: Scope, side: Side, payload: Payload): Row {
  const entry = createEntry(scope, side, payload);
  // A purchase is kept with a document; where none is given, Exact makes one.
  if (side.name === 'purchase' && entry['Document'] == null) createDocument(scope, entry, { type: 20, account: entry['Supplier'] ?? null });
  createTerms(scope, side, entry, big(entry['Rate']));
  return entry;
}

function entryResource(side: Side, table: Table, lineTable: Table): Resource {
  return {
    table,
    rows: ({ company }) => side.entries(company),
    lists: { [side.lineList]: { table: lineTable, rows: (scope, entry) => linesOf(scope, side, entry) } },
    create: (scope, payload) => bookEntry(scope, side, payload),
    thin: withoutVatTotals,
    update: (scope, row, { values }) => updateEntry(scope, side, row, values),
    remove: (scope, row) => deleteEntry(scope, side, row),
  };
}

function lineResource(side: Side, table: Table): Resource {
  return {
    table,
    rows: ({ company }) => side.lines(company),
    create: (scope, { values }) => saveLine(scope, side, values, null),
    update: (scope, row, { values }) => void saveLine(scope, side, values, row),
    remove: (scope, row) => deleteLine(scope, side, row),
  };
}

export const entryResources: Resource[] = [
  entryResource(sales, salesEntries, salesEntryLines),
  lineResource(sales, salesEntryLines),
  entryResource(purchase, purchaseEntries, purchaseEntryLines),
  lineResource(purchase, purchaseEntryLines),
];
