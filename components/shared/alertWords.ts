import { formatMoment } from '../../lib/model/dates';
import type { StorageAlert } from '../../lib/storage/alerts';
import { holdingsInWords } from '../../lib/storage/marker';

export interface AlertWords {
  title: string;
  /** What is so, what is not, and what to do: a paragraph each. */
  lines: string[];
}

const cleared = ({ lost, seen }: Extract<StorageAlert, { kind: 'cleared' }>, now: number): AlertWords => ({
  title: 'The storage of Ledgerbar in this browser was cleared',
  lines: [
    `Gone from this browser: ${holdingsInWords(lost)}, last seen ${formatMoment(seen, now)}. The browser, a clean-up tool or a repair of the extension did it.`,
    'Nothing is gone from your app or your ledger. A document that was sent before is found there by its number and linked; it is never sent twice.',
    'Import your settings file, or add the connection anew, and connect.',
  ],
});

/** An alert in words. Pure. */
export function alertWords(alert: StorageAlert, now: number): AlertWords {
  switch (alert.kind) {
    case 'cleared':
      return cleared(alert, now);
    case 'cannot-open':
      return {
        title: 'This browser cannot open the storage of Ledgerbar',
        lines: ['Nothing is sent until it can. Nothing changes in your ledger meanwhile.', 'Try again. If that does not help, restart the browser and see that its disk has room.'],
      };
    case 'newer':
      return {
        title: 'The data of Ledgerbar is of a newer version',
        lines: ['A newer version of Ledgerbar was used in this browser. This version leaves its data untouched, and nothing is sent.', 'Update Ledgerbar on the browser\'s page of extensions, then try again.'],
      };
    case 'full':
      return {
        title: 'This browser has no room left',
        lines: ['What is sent could not be written down, so nothing new is sent.', 'Free some disk space, then try again. Export your settings to have a copy of them.'],
      };
  }
}
