import { useEffect, useRef, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import { kindNames } from '../../../lib/mapping/kinds';
import type { MappingKind } from '../../../lib/model/reference';
import { ChoiceList } from '../../shared/ChoiceList';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { Field } from '../Field';
import { choicesFor } from './choices';
import type { MappingData } from './line';

/** A value of the host that is listed nowhere: the user writes it as it stands on documents. */
export function AddMapping({ connection, kind, data, onClose, onSet }: { connection: string; kind: MappingKind; data: MappingData; onClose: () => void; onSet: (resumed: number) => void }) {
  const [host, setHost] = useState('');
  const [left, setLeft] = useState(false);
  const { busy, error, run } = useCommand();
  const form = useRef<HTMLDivElement>(null);
  const { one } = kindNames[kind];
  // After the list has taken the focus for itself: here the name comes first.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const apply = async (ledger: string) => {
    setLeft(true);
    if (host.trim() === '') return form.current?.querySelector('input')?.focus();
    const outcome = await run(() => sendMessage('setMapping', { connection, kind, host: host.trim(), ledger }));
    if (!outcome?.ok) return;
    onSet(outcome.resumed);
    onClose();
  };
  return (
    <div class="card" ref={form} role="group" aria-label={`Add a ${one}`}>
      <Field label={`The ${one} in ${data.hostName}`} hint={kind === 'unit' ? 'As it stands on the line.' : 'Its name, code or id, as it stands on documents.'} error={left && host.trim() === '' ? `Say which ${one} is meant.` : undefined}>
        {(attributes) => <input {...attributes} type="text" autocomplete="off" maxLength={500} value={host} onInput={(event) => setHost(event.currentTarget.value)} />}
      </Field>
      <ChoiceList label={`The ${one} in ${data.ledgerName}`} choices={choicesFor({ kind, host: host.trim(), side: null, ledger: null, suggestions: [] }, data.table)} busy={busy} onCancel={onClose} onApply={(choice) => void apply(choice)} />
      <ErrorLine text={error} />
    </div>
  );
}
