import Papa from 'papaparse';

/** The columns of the file, in this order; only the first, `host` and `ledger` are needed to read it back. */
const columns = ['kind', 'host', 'hostName', 'ledger', 'ledgerName', 'origin', 'used'] as const;
export type MappingColumns = Record<(typeof columns)[number], string>;

/** A row as it stands in a file. `line`: where it begins, as editors count. */
export interface FileRow {
  line: number;
  kind: string;
  host: string;
  hostName: string;
  ledger: string;
}

export interface RefusedRow {
  line: number;
  reason: string;
}

export interface ReadRows {
  rows: FileRow[];
  refused: RefusedRow[];
}

/** What a spreadsheet would take for a formula, or for the apostrophe that keeps it from doing so. */
const formula = /^'*[=+\-@\t\r]/;

/** A cell that no spreadsheet runs: an apostrophe before it, which reading takes away again. */
const toCell = (text: string): string => (formula.test(text) ? `'${text}` : text);
const fromCell = (cell: string): string => (cell.startsWith('\'') && formula.test(cell) ? cell.slice(1) : cell);

/** The file as text, with the mark by which spreadsheets know its encoding. */
export function writeCsv(rows: readonly MappingColumns[]): string {
  const cells = rows.map((row) => columns.map((column) => toCell(row[column])));
  return `\uFEFF${Papa.unparse([[...columns], ...cells], { newline: '\r\n' })}\r\n`;
}

const lineBreak = /\r\n|\r|\n/g;
const linesIn = (text: string): number => text.match(lineBreak)?.length ?? 0;

/** What stands between the names of the columns: spreadsheets of many countries write semicolons. */
function delimiterOf(head: string): string {
  const found = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: head.split(delimiter).length }));
  return found.sort((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}

/** Reads a file of this shape, as it was written or as a spreadsheet saved it. Throws with a sentence when it is none. */
export function readCsv(file: string): ReadRows {
  let text = file.replace(/^\uFEFF/, '');
  let line = 1;
  const separator = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(text);
  if (separator) {
    text = text.slice(separator[0].length);
    line += 1;
  }
  const [head = ''] = text.split(lineBreak, 1);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator?.[1] ?? delimiterOf(head) });
  const names = (data[0] ?? []).map((name) => name.trim().toLowerCase());
  const missing = ['kind', 'host', 'ledger'].filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`The file has no column ${missing.map((name) => `"${name}"`).join(' and no column ')}. Its first line must name them: ${columns.join(', ')}.`);

  const broken = new Map(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => [row ?? 0, true]));
  const at = (name: string) => names.indexOf(name.toLowerCase());
  const rows: FileRow[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, cells] of data.entries()) {
    const begins = line;
    line += 1 + cells.reduce((sum, cell) => sum + linesIn(cell), 0);
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
    if (broken.has(index)) {
      refused.push({ line: begins, reason: 'A quotation mark is opened and not closed, or stands within a value.' });
      continue;
    }
    const cell = (name: string) => fromCell(cells[at(name)] ?? '');
    rows.push({ line: begins, kind: cell('kind').trim(), host: cell('host').trim(), hostName: at('hostName') < 0 ? '' : cell('hostName').trim(), ledger: cell('ledger').trim() });
  }
  return { rows, refused };
}
