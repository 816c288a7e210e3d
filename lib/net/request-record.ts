import type { standing } from './budget';
import type { BudgetReading } from './call';

/** One call as the Requests log keeps it, secrets and personal data covered. */
export interface RequestRecord {
  at: number;
  system: string;
  method: string;
  url: string;
  /** The resource, as error budgets count it; absent on records of older versions. */
  endpoint?: string;
  purpose: string;
  /** The document the work was for ("invoice/1001"), or those, with commas between, that share the call. */
  document?: string;
  /** Which attempt it was, where it was not the first. */
  attempt?: number;
  status: number | null;
  failure: string | null;
  milliseconds: number;
  minuteLeft: number | null;
  dayLeft: number | null;
  /** Set where the answer did not say what is left, and it is our own count. */
  leftCounted?: true;
  requestBody: string | null;
  answerBody: string | null;
}

/** What is left of minute and day: as the answer says, else by our own count. */
export function leftOf(reading: BudgetReading, counts: ReturnType<typeof standing> | null): Pick<RequestRecord, 'minuteLeft' | 'dayLeft' | 'leftCounted'> {
  const ours = (window: { used: number; limit: number } | null | undefined) => (window ? window.limit - window.used : null);
  const told = reading.minute?.left !== undefined || reading.day?.left !== undefined;
  if (told) return { minuteLeft: reading.minute?.left ?? null, dayLeft: reading.day?.left ?? null };
  const left = { minuteLeft: ours(counts?.minute), dayLeft: ours(counts?.day) };
  return left.minuteLeft === null && left.dayLeft === null ? left : { ...left, leftCounted: true };
}
