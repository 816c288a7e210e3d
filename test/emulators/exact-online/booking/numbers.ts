import type { Scope } from '../state';
import { messages } from '../texts';
import { trimmed, type Row } from '../values';
import type { Problems } from './problems';
import type { Side } from './side';

/** 26700001: two digits of the year, two of the journal, four of a sequence. Used numbers are passed over. */
export function nextNumber(scope: Scope, journal: string, year: number, used: (number: number) => boolean): number {
  const base = (year % 100) * 1_000_000 + (Number(journal.replace(/\D/g, '') || 0) % 100) * 10_000;
  for (;;) {
    const number = base + scope.company.next(`entry/${journal}/${year}`);
    if (!used(number)) return number;
  }
}

/** Entries of the same journal and year, this one aside. */
const neighbours = (scope: Scope, side: Side, journal: string, year: number, self: Row | null): Row[] =>
  side.entries(scope.company).filter((row) => row !== self && trimmed(row['Journal']) === journal && row['ReportingYear'] === year);

/** Refuses numbers in use. For purchases an invoice number may come twice: it is the supplier's. */
export function checkNumbers(scope: Scope, side: Side, values: Row, journal: string, year: number, self: Row | null, problems: Problems): void {
  const others = neighbours(scope, side, journal, year, self);
  const { EntryNumber: entry, InvoiceNumber: invoice } = values;
  if (entry != null && others.some((row) => row['EntryNumber'] === entry)) problems.add(messages.entryExists(Number(entry), journal));
  if (side.name === 'sales' && invoice != null && others.some((row) => row['InvoiceNumber'] === invoice)) problems.add(messages.numberInUse);
}

/** The entry's numbers: those given, else the journal's next. */
export function numbersOf(scope: Scope, side: Side, values: Row, journal: string, year: number): { EntryNumber: number; InvoiceNumber: number } {
  const others = neighbours(scope, side, journal, year, null);
  const used = (number: number) => others.some((row) => row['EntryNumber'] === number || row['InvoiceNumber'] === number);
  const entry = values['EntryNumber'] == null ? nextNumber(scope, journal, year, used) : Number(values['EntryNumber']);
  return { EntryNumber: entry, InvoiceNumber: values['InvoiceNumber'] == null ? entry : Number(values['InvoiceNumber']) };
}
