import type { Company } from '../company';
import { messages } from '../texts';
import type { Row } from '../values';
import type { Problems } from './problems';

export interface Period {
  year: number;
  period: number;
}

export const closedKey = (journal: string, year: number, period: number): string => `${journal}/${year}/${period}`;

/** The period an entry falls in: the one it names, else that of its date. Unknown and closed ones are problems. */
export function periodOf(company: Company, entry: Row, journal: string | null, problems: Problems): Period | null {
  const named = entry['ReportingYear'] != null && entry['ReportingPeriod'] != null;
  const found = company.periods.find((row) =>
    named
      ? row['FinYear'] === entry['ReportingYear'] && row['FinPeriod'] === entry['ReportingPeriod']
      : Number(row['StartDate']) <= Number(entry['EntryDate']) && Number(entry['EntryDate']) <= Number(row['EndDate']),
  );
  if (!found) {
    problems.add(messages.unknownYear);
    return null;
  }
  const [year, period] = [Number(found['FinYear']), Number(found['FinPeriod'])];
  if (journal !== null && company.closed.has(closedKey(journal, year, period))) problems.add(messages.periodClosed(year, period));
  return { year, period };
}
