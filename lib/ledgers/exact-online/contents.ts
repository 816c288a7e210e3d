import type { DocumentKind } from '../../model/document';
import type { LedgerConfig } from '../ledger';
import { keyLiteral, type Client } from './client';
import { anyOf } from './lookup';
import { purchaseEntryContents, salesEntryContents, salesInvoiceContents, type Resource } from './wire';

type Content = Record<string, unknown> & { LineNumber?: number | null | undefined };

/** The lines of several documents in one list, put back to their documents. */
async function linesUnder<Row extends Content>(client: Client, resource: Resource<Row>, ids: readonly string[], parentOf: (row: Row) => string): Promise<string[][]> {
  if (ids.length === 0) return [];
  const rows = await client.list(resource, anyOf(ids.map((id) => `${resource.key} eq ${keyLiteral(resource, id)}`)), 'compare the lines of documents');
  const inOrder = [...rows].sort((a, b) => (a.LineNumber ?? 0) - (b.LineNumber ?? 0));
  return ids.map((id) => inOrder.filter((row) => parentOf(row) === id.toLowerCase()).map((row) => contentOf(row, resource)));
}

/** A line without what differs between two copies of it. */
function contentOf(row: Content, { key }: Resource<unknown>): string {
  return JSON.stringify(Object.entries(row).filter(([name, value]) => name !== key && name !== 'LineNumber' && value != null).sort(([a], [b]) => a.localeCompare(b)));
}

/** What the lines of documents say, one text a line. */
export function readContents(client: Client, salesAs: LedgerConfig['salesAs'], kind: DocumentKind, ids: readonly string[]): Promise<string[][]> {
  if (kind === 'bill') return linesUnder(client, purchaseEntryContents, ids, ({ EntryID }) => EntryID);
  return salesAs === 'invoice' ? linesUnder(client, salesInvoiceContents, ids, ({ InvoiceID }) => InvoiceID) : linesUnder(client, salesEntryContents, ids, ({ EntryID }) => EntryID);
}
