import Papa from 'papaparse';

/** What a spreadsheet would take for a formula; plain numbers stay as they are. */
const formula = /^(?!-?\d+(?:[.,]\d+)?$)[=+\-@\t\r]/;

/** Rows as CSV for a spreadsheet: with a mark of its encoding, and no cell that could be run as a formula. Pure. */
export function csvOf(columns: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const data = rows.map((row) => row.map((cell) => cell ?? ''));
  return `\uFEFF${Papa.unparse({ fields: [...columns], data }, { escapeFormulae: formula, newline: '\r\n' })}\r\n`;
}
