import { hostOf } from '../../../lib/hosts';
import { ledgerOf } from '../../../lib/ledgers';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { intervalFor, type Interval } from '../../../lib/sync/interval';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import type { Sync } from './draft';

/** How often the connection would run by itself with these settings; null while that is not known, or for a system this version does not know. */
export function useInterval(connection: ConnectionRow, sync: Sync, now: number): Interval | null {
  const queries = useQueries();
  const connections = useObservable(() => queries.connections(), [queries]);
  const budgets = useObservable(() => queries.budgets(), [queries]);
  if (!connections || !budgets) return null;
  try {
    return intervalFor({ ...connection, sync }, connections, budgets, (row) => ({ host: hostOf(row.host.system), ledger: ledgerOf(row.ledger.system) }), now);
  } catch {
    return null;
  }
}
