import { formatMoment } from '../../../lib/model/dates';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { ledgerName } from '../../shared/names';
import { Field } from '../Field';

interface StartDateProps {
  connection: ConnectionRow;
  value: string;
  now: number;
  onChange: (day: string) => void;
}

/** Since when things go over: to be chosen until something did, read from then on. */
export function StartDate({ connection, value, now, onChange }: StartDateProps) {
  const { firstSyncAt } = connection;
  const isFixed = firstSyncAt !== undefined;
  const hint = isFixed
    ? `It stays since the first synchronization, ${formatMoment(firstSyncAt, now)}. Documents issued before it can still be sent one by one, from their own pages.`
    : `Documents issued before it, and contacts not changed since, never go over by themselves; each can still be sent from its own page. What ${ledgerName(connection.ledger)} has already is linked, not booked again. It stays once something was synchronized.`;
  return (
    <Field label="Start date" hint={hint}>
      {(attributes) => <input {...attributes} type="date" required readOnly={isFixed} value={value} onInput={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}
