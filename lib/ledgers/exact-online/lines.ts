import { z } from 'zod';
import { parseDecimal, sameDecimal } from '../../model/decimal';
import { CallFailure } from '../../net/failure';
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

/** The lines of a booking as they are sent: what the stored ones are compared with later, without having been read before. */
export const linesOf = (booking: Booking): string => JSON.stringify(booking.lines.map(entryLine));

const sentLines = z.array(z.record(z.string(), z.unknown()));

/** Are the stored lines still those that were sent? Only what was sent is compared: the rest Exact filled in. Pure. */
export function areLines(stored: readonly StoredLine[], sent: string): boolean {
  const { change, add, remove } = lineChanges(stored, sentLines.parse(JSON.parse(sent)));
  return change.length + add.length + remove.length === 0;
}

/**
 * Brings the lines of a sales entry to what the booking says, one call a changed line (Exact takes no lines in a PUT of the
 * entry). Works from what is stored, so that a broken-off attempt is simply gone on with. With `sent`, lines that are others
 * than those are left alone: CallFailure 'stale'.
 */
export async function updateSaleLines(client: Client, entry: string, booking: Booking, sent?: string): Promise<void> {
  const purpose = `change the lines of invoice ${booking.number}`;
  const stored = await client.list(salesEntryLines, `EntryID eq ${keyLiteral(salesEntries, entry)}`, `read the lines of invoice ${booking.number}`);
  if (sent !== undefined && !areLines(stored, sent)) {
    throw new CallFailure('stale', `The lines of invoice ${booking.number} were changed in Exact Online.`, { system: 'Exact Online', endpoint: salesEntryLines.path });
  }
  const changes = lineChanges(stored, booking.lines.map(entryLine));
  for (const { id, fields } of changes.change) await client.change(salesEntryLines, id, fields, purpose);
  for (const fields of changes.add) await client.create(salesEntryLines, { EntryID: entry, ...fields }, purpose);
  for (const id of changes.remove) await client.remove(salesEntryLines, id, purpose);
}
