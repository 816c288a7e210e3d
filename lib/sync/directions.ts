import type { DocumentKind } from '../model/document';
import { directionOf, type Direction, type SyncedKind } from '../settings';
import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from './context';

/** What each kind of document is called in the settings. */
export const syncedKindOf = { invoice: 'invoices', bill: 'bills' } as const satisfies Record<DocumentKind, SyncedKind>;

/** Does a kind go that way on this connection: as its settings say, and only where both ends let it? */
export function goes(context: Pick<SyncContext, 'hostOf' | 'ledgerOf'>, { host, ledger, sync }: Pick<ConnectionRow, 'host' | 'ledger' | 'sync'>, kind: SyncedKind, way: Direction): boolean {
  if (directionOf(sync, kind) !== way) return false;
  return [context.hostOf(host.system).directions, context.ledgerOf(ledger.system).capabilities.directions].every((directions) => directions[kind].includes(way));
}

/** "Invoices come from (the ledger) here": why one is not sent. */
export const comesFrom = (kind: DocumentKind, ledgerName: string): string => `${kind === 'invoice' ? 'Invoices' : 'Bills'} come from ${ledgerName} here`;
