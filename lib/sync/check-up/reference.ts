import type { Finding } from '../../model/check-up';
import { formatMoment } from '../../model/dates';
import { refreshFix } from '../problems';
import type { CheckFacts } from './facts';
import { ok, unknown } from './finding';

/** How old what is judged by is: the rest of the check-up goes by what the two sides last said. */
export function checkReference({ connection: { referenceAt }, look: { referenceTrouble }, hostName, ledgerName, now, locale }: CheckFacts): Finding {
  const title = 'What both sides define';
  const fixes = [refreshFix(ledgerName)];
  if (referenceAt === undefined) return unknown('reference', title, `${ledgerName} was not read yet. ${referenceTrouble ?? ''}`.trim(), { fixes });
  const when = formatMoment(referenceAt, now, locale);
  if (referenceTrouble) return unknown('reference', title, `It could not be read anew: ${referenceTrouble} The rest goes by what was read ${when}.`, { fixes });
  return ok('reference', title, `Read from ${hostName} and ${ledgerName}, ${when}.`);
}
