import type { RequestRow } from '../../../lib/storage/rows';
import { csvOf } from '../tableFile';

/** All that the log may hold. */
export const mostExported = 10_000;

/** The calls for a spreadsheet, without their bodies. Pure. */
export const requestsCsv = (rows: readonly RequestRow[]): string =>
  csvOf(
    ['When', 'Connection', 'System', 'Why', 'Document', 'Method', 'Resource', 'Address', 'Attempt', 'Status', 'Failure', 'Milliseconds', 'Left this minute', 'Left today', 'Left is our own count'],
    rows.map((row) => [
      new Date(row.at).toISOString(), row.connection, row.system, row.purpose, row.document, row.method, row.endpoint, row.url, row.attempt ?? 1, row.status, row.failure, row.milliseconds, row.minuteLeft, row.dayLeft,
      row.leftCounted ? 'yes' : 'no',
    ]),
  );

/** The calls for a program, with their masked bodies. Pure. */
export const requestsJson = (rows: readonly RequestRow[]): string => `${JSON.stringify(rows.map(({ at, ...row }) => ({ at: new Date(at).toISOString(), ...row })), null, 2)}\n`;
