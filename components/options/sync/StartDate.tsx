import { formatMoment } from '../../../lib/model/dates';
import { directionOf, type SyncedKind } from '../../../lib/settings';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { ledgerName } from '../../shared/names';
import { Field } from '../Field';
import type { Sync } from './draft';

interface StartDateProps {
  connection: ConnectionRow;
  sync: Sync;
  now: number;
  onChange: (day: string) => void;
}

/** What the date is compared with, kind by kind: documents by when they were issued, everything else by when it was last changed. Pure. */
export function startWords(sync: Sync): { kinds: string; meaning: string }[] {
  const on = (kinds: readonly SyncedKind[]) => kinds.filter((kind) => sync[kind]);
  const join = (kinds: readonly string[]) => {
    const text = kinds.length > 1 ? `${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}` : (kinds[0] ?? '');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const documents = on(['invoices', 'bills']);
  const masters = on(['contacts', 'products']);
  const receipts = directionOf(sync, 'payments') === 'to-ledger' ? 'changed on or after it' : 'whenever they are made, of the documents that were sent';
  return [
    ...(documents.length > 0 ? [{ kinds: join(documents), meaning: 'issued on or after it, whenever they were made or changed' }] : []),
    ...(masters.length > 0 ? [{ kinds: join(masters), meaning: 'changed on or after it, and whatever a document that is sent needs' }] : []),
    ...(sync.payments ? [{ kinds: 'Payments', meaning: receipts }] : []),
  ];
}

/** Since when things go over: to be chosen until something did, read from then on. */
export function StartDate({ connection, sync, now, onChange }: StartDateProps) {
  const { firstSyncAt } = connection;
  const isFixed = firstSyncAt !== undefined;
  const hint = isFixed
    ? `It stays since the first synchronization, ${formatMoment(firstSyncAt, now)}. Documents issued before it can still be sent one by one, from their own pages.`
    : `What is before it never goes over by itself; each document can still be sent from its own page. What ${ledgerName(connection.ledger)} has already is linked, not booked again. It stays once something was synchronized.`;
  return (
    <div class="stack tight">
      <Field label="Start date" hint={hint}>
        {(attributes) => <input {...attributes} type="date" required readOnly={isFixed} value={sync.startDate} onInput={(event) => onChange(event.currentTarget.value)} />}
      </Field>
      <dl class="meanings" aria-label="What the start date means">
        {startWords(sync).map(({ kinds, meaning }) => (
          <div key={kinds}>
            <dt>{kinds}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
