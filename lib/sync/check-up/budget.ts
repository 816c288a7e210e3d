import type { Finding } from '../../model/check-up';
import { formatMoment } from '../../model/dates';
import type { CheckFacts } from './facts';
import { counted, ok, warning } from './finding';

/** Is enough left of each system's day for what is to be sent? What does not fit waits by itself. */
export function checkBudget({ days, unsent, listed, now, locale }: CheckFacts): Finding | null {
  if (days.length === 0) return null;
  const title = 'Calls left today';
  const shown = days.map(({ system, left, limit }) => `${system} ${left} of ${limit}`).join(', ');
  const short = days.filter(({ left, needed }) => left < Math.max(1, needed));
  const need = unsent.length > 0 ? `${counted(unsent.length, 'unsent document')} will take about ${days.map(({ system, needed }) => `${needed} of ${system}`).join(' and ')}.` : listed ? 'Nothing listed is unsent.' : 'No documents are listed yet.';
  if (short.length === 0) return ok('budget', title, `${shown}. ${need}`);
  const ends = short.map(({ system, endsAt }) => `that of ${system} begins anew ${formatMoment(endsAt, now, locale)}`).join(', ');
  return warning('budget', title, `${shown}. ${need} What does not fit today goes on by itself: ${ends}.`);
}
