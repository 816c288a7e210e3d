import type { LedgerRight } from '../../ledgers/rights';
import type { ReferenceKind } from '../../model/reference';
import type { RightSeen } from '../../storage/check-up-row';
import type { RequestRow } from '../../storage/rows';

type Call = Pick<RequestRow, 'method' | 'url' | 'status'>;

/** What a call's answer says of the right it took; nothing where it failed for another reason. */
const verdictOf = ({ status }: Call): RightSeen | null => (status === 403 ? 'refused' : status !== null && status >= 200 && status < 300 ? 'granted' : null);

/**
 * What calls made anyway have shown of each right, by its name: the newest that tells, reading and writing apart, since one
 * may be given without the other. Reference data that could not be read says it as well. `calls`: of this ledger and sign-in,
 * the newest first; `before`: what earlier ones had shown. Pure.
 */
export function rightsSeen(rights: readonly LedgerRight[], calls: readonly Call[], missing: readonly ReferenceKind[], before: Readonly<Record<string, RightSeen>>): Record<string, RightSeen> {
  const telling = calls.filter((call) => verdictOf(call) !== null && URL.canParse(call.url));
  const seen: Record<string, RightSeen> = {};
  for (const { name, kinds, takes } of rights) {
    const under = telling.filter(({ url }) => takes(url));
    const newest = [under.find(({ method }) => method === 'GET'), under.find(({ method }) => method !== 'GET')].flatMap((call) => (call ? [verdictOf(call)] : []));
    const refused = newest.includes('refused') || kinds.some((kind) => missing.includes(kind));
    const verdict = refused ? 'refused' : newest.length > 0 ? 'granted' : before[name];
    if (verdict) seen[name] = verdict;
  }
  return seen;
}
