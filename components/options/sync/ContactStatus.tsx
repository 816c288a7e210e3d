import { ledgerOf } from '../../../lib/ledgers';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { hostName, ledgerName } from '../../shared/names';
import { Field } from '../Field';

/** What the ledger can make of a contact; nothing for one this version does not know. */
function statusesOf({ ledger }: ConnectionRow): readonly { id: string; label: string }[] {
  try {
    return ledgerOf(ledger.system).capabilities.contactStatuses;
  } catch {
    return [];
  }
}

/** What becomes of a contact that is neither a customer nor a supplier. */
export function ContactStatus({ connection, value = '', onChange }: { connection: ConnectionRow; value: string | undefined; onChange: (id: string) => void }) {
  const statuses = statusesOf(connection);
  if (statuses.length === 0) return null;
  const offered = value === '' || statuses.some(({ id }) => id === value) ? statuses : [...statuses, { id: value, label: `${value}, not known here` }];
  return (
    <Field label="Contacts that are neither client nor supplier" hint={`Clients and suppliers keep what they are. A contact on a document becomes what the document needs.`}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="" selected={value === ''}>{`stay in ${hostName(connection.host)}`}</option>
          {offered.map(({ id, label }) => (
            <option key={id} value={id} selected={id === value}>
              {`become in ${ledgerName(connection.ledger)}: ${label}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
