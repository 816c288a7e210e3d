import { addDays, dayOfMonth } from '../dates';
import type { QboRecord } from '../values';

/** When an amount is due under a term; on the day itself without one. */
export function dueDate(day: string, term: QboRecord | undefined): string {
  if (!term) return day;
  if (term['Type'] === 'STANDARD') return addDays(day, Number(term['DueDays'] ?? 0));
  const wanted = Number(term['DayOfMonthDue']);
  const due = dayOfMonth(day, 0, wanted);
  // Issued within so many days before it, it is due a month later.
  const tooClose = addDays(day, Number(term['DueNextMonthDays'] ?? 0)) > due;
  return tooClose ? dayOfMonth(day, 1, wanted) : due;
}
