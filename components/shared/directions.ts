import { hostOf } from '../../lib/hosts';
import { ledgerOf } from '../../lib/ledgers';
import { directionOf, type Direction, type SyncedKind } from '../../lib/settings';
import type { ConnectionRow } from '../../lib/storage/rows';

/** The ways a kind may go between the two systems of a connection: those that both allow. One of them, as it is set, where a system is not known. */
export function directionsOf({ host, ledger, sync }: Pick<ConnectionRow, 'host' | 'ledger' | 'sync'>, kind: SyncedKind): readonly Direction[] {
  try {
    const atHost = hostOf(host.system).directions[kind];
    return ledgerOf(ledger.system).capabilities.directions[kind].filter((way) => atHost.includes(way));
  } catch {
    return [directionOf(sync, kind)];
  }
}
