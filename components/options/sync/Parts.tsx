import { syncedKinds, type BookmarkedKind, type SyncedKind } from '../../../lib/settings';
import type { ConnectionRow, HostReferenceRow } from '../../../lib/storage/rows';
import { bookmarkedKindsOf } from '../../shared/bookmarks';
import { directionsOf } from '../../shared/directions';
import { ledgerName } from '../../shared/names';
import { BookmarkChoice } from './BookmarkChoice';
import { DirectionChoice } from './DirectionChoice';
import { goesToLedger, withBookmark, withDirection, type Sync } from './draft';

const labels: Readonly<Record<SyncedKind, string>> = { invoices: 'Invoices', bills: 'Bills', contacts: 'Contacts', products: 'Products', payments: 'Payments' };

interface PartsProps {
  connection: ConnectionRow;
  sync: Sync;
  values: readonly HostReferenceRow[];
  onChange: (sync: Sync) => void;
}

/** Each kind with whether it goes over, which way, and within which bookmark. */
export function Parts({ connection, sync, values, onChange }: PartsProps) {
  const limitable: readonly SyncedKind[] = bookmarkedKindsOf(connection.host);
  return (
    <div role="group" aria-label="What is synchronized" class="parts">
      {syncedKinds.map((kind) => (
        <div key={kind} class="part">
          <label class="check">
            <input type="checkbox" checked={sync[kind]} onChange={(event) => onChange({ ...sync, [kind]: event.currentTarget.checked })} />
            <span>{labels[kind]}</span>
          </label>
          {sync[kind] && <DirectionChoice kind={kind} sync={sync} ways={directionsOf(connection, kind)} ledger={ledgerName(connection.ledger)} onChange={(way) => onChange(withDirection(sync, kind, way))} />}
          {!sync[kind] && (kind === 'contacts' || kind === 'products') && <span class="soft alone">only those on documents that are sent</span>}
          {limitable.includes(kind) && goesToLedger(sync, kind) && (
            <BookmarkChoice
              kind={kind as BookmarkedKind}
              values={values}
              value={sync.bookmarks?.[kind as BookmarkedKind] ?? ''}
              onChange={(id) => onChange(withBookmark(sync, kind as BookmarkedKind, id))}
            />
          )}
        </div>
      ))}
    </div>
  );
}
