import { parseDecimal, sameDecimal } from '../../model/decimal';
import type { Booking } from '../ledger';
import { keyLiteral, type Client } from './client';
import { entryLine } from './convert';
import { salesEntries, salesEntryLines, type RowOf } from './wire';

type StoredLine = RowOf<typeof salesEntryLines>;
type Fields = ReturnType<typeof entryLine>;

export interface LineChanges {
  change: { id: string; fields: Fields }[];
  add: Fields[];
  remove: string[];
}

const sameValue = (wanted: unknown, stored: unknown): boolean => {
  const [a, b] = [parseDecimal(wanted), parseDecimal(stored)];
  if (a !== null && b !== null) return sameDecimal(a, b);
  return String(wanted ?? '').trim().toLowerCase() === String(stored ?? '').trim().toLowerCase();
};

/**
 * What turns the stored lines into the wanted ones: pairwise in their order, then what is missing and what is too many.
 * A line whose amount or code changes states its tax anew only where the booking states it. Pure.
 */
export function lineChanges(stored: readonly StoredLine[], wanted: readonly Fields[]): LineChanges {
  const inOrder = [...stored].sort((a, b) => (a.LineNumber ?? 0) - (b.LineNumber ?? 0));
  const change = inOrder.flatMap((line, index) => {
    const fields = Object.entries(wanted[index] ?? {}).filter(([name, value]) => !sameValue(value, line[name as keyof StoredLine]));
    return fields.length > 0 ? [{ id: line.ID, fields: Object.fromEntries(fields) as Fields }] : [];
  });
  return { change, add: wanted.slice(inOrder.length), remove: inOrder.slice(wanted.length).map((line) => line.ID) };
}

/**
 * Brings the lines of a sales entry to what the booking says, one call a changed line (Exact takes no lines in a PUT of the
 * entry). Works from what is stored, so that a broken-off attempt is simply gone on with.
 */
export async function updateSaleLines(client: Client, entry: string, booking: Booking): Promise<void> {
  const purpose = `change the lines of invoice ${booking.number}`;
  const stored = await client.list(salesEntryLines, `EntryID eq ${keyLiteral(salesEntries, entry)}`, `read the lines of invoice ${booking.number}`);
  const changes = lineChanges(stored, booking.lines.map(entryLine));
  for (const { id, fields } of changes.change) await client.change(salesEntryLines, id, fields, purpose);
  for (const fields of changes.add) await client.create(salesEntryLines, { EntryID: entry, ...fields }, purpose);
  for (const id of changes.remove) await client.remove(salesEntryLines, id, purpose);
}
