import type { Scope } from '../state';
import { messages } from '../texts';
import { trimmed, type Row } from '../values';
import type { Problems } from './problems';

export interface Terms {
  condition: Row | null;
  dueDate: number;
}

/** The date a condition makes due. */
export function dueOn(date: number, condition: Row): number {
  const due = new Date(date);
  const months = Number(condition['PaymentEndOfMonths'] ?? 0);
  if (months > 0) due.setUTCMonth(due.getUTCMonth() + months, 0);
  return due.getTime() + Number(condition['PaymentDays'] ?? 0) * 86_400_000;
}

/** When an entry is due: as it says, else by its payment condition, else by the account's own. */
export function termsOf(scope: Scope, entry: Row, fallback: unknown, problems: Problems): Terms {
  const code = trimmed((entry['PaymentCondition'] ?? fallback ?? '') as string);
  const condition = scope.company.paymentConditions.find((row) => trimmed(row['Code']) === code) ?? null;
  const given = entry['DueDate'] == null ? null : Number(entry['DueDate']);
  if (code !== '' && !condition) problems.add(messages.unknownReference('condition'));
  if (code === '' && given === null) {
    problems.add(messages.mandatory('condition'));
    problems.add(messages.mandatory('dueDate'));
  }
  return { condition, dueDate: given ?? (condition ? dueOn(Number(entry['EntryDate']), condition) : Number(entry['EntryDate'])) };
}
