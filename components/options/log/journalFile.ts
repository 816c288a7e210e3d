import type { JournalRow } from '../../../lib/storage/rows';
import { csvOf } from '../tableFile';

/** The newest lines that go into a file. */
export const mostExported = 100_000;

/** The journal for a spreadsheet. Pure. */
export const journalCsv = (rows: readonly JournalRow[]): string =>
  csvOf(
    ['When', 'Connection', 'Document', 'Event', 'Text', 'Answer'],
    rows.map(({ at, connection, document, event, text, raw }) => [new Date(at).toISOString(), connection, document, event, text, raw]),
  );

/** The journal for a program. Pure. */
export const journalJson = (rows: readonly JournalRow[]): string => `${JSON.stringify(rows.map(({ at, ...row }) => ({ at: new Date(at).toISOString(), ...row })), null, 2)}\n`;
