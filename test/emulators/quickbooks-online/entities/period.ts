import { text, type QboRecord } from '../values';
import type { Books } from './books';
import { booksClosed } from './refusals';

/** Throws Refusal for a day in closed books; the closing date itself is closed. */
export function checkDayOpen({ preferences }: Books, day: string): void {
  if (preferences.bookCloseDate !== '' && day <= preferences.bookCloseDate) throw booksClosed(preferences.bookClosePassword);
}

/** The same for a transaction as it stands. */
export const checkOpen = (books: Books, record: QboRecord | null): void => {
  if (record) checkDayOpen(books, text(record['TxnDate']));
};
