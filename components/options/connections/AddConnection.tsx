import { useEffect, useRef, useState } from 'preact/hooks';
import { hostForms } from '../../../lib/hosts/fields';
import { ledgerForms } from '../../../lib/ledgers/fields';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { setUnsaved } from '../unsaved';
import { emptyDraft, faultsOf, nameFor, settingsOf, type Draft } from './draft';
import { EndFields } from './EndFields';
import { SettingsInput } from './SettingsInput';

/** A new connection by hand: the host on the left, the ledger on the right, in the order they are looked up. */
export function AddConnection({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [host, setHost] = useState(hostForms[0]);
  const [ledger, setLedger] = useState(ledgerForms[0]);
  /** Fields the user has left: only those complain before the first attempt to save. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useCommand();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    setUnsaved('add', draft !== emptyDraft);
    return () => setUnsaved('add', false);
  }, [draft]);

  if (!host || !ledger) return null;
  const ends = { host, ledger };
  const faults = faultsOf(draft, ends, taken);
  const shown = Object.fromEntries(Object.entries(faults).filter(([key]) => tried || left.has(key)));
  const type = (key: string, value: string) => setDraft((before) => ({ ...before, typed: { ...before.typed, [key]: value } }));
  const leave = (key: string, value: string | undefined) => {
    if (value) setLeft(new Set([...left, key]));
  };
  const fields = { draft, faults: shown, onType: type, onLeave: (key: string) => leave(key, draft.typed[key]) };

  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const outcome = await run(() => sendMessage('saveConnection', { connection: settingsOf(draft, ends) }));
    if (outcome?.ok) onClose();
  };

  return (
    <form ref={form} class="card add" aria-label="New connection" noValidate onSubmit={(event) => void save(event)}>
      <h2>New connection</h2>
      <div class="columns">
        <fieldset>
          <legend>{host.name}</legend>
          <EndFields {...fields} forms={hostForms} form={host} choice="App" onChoose={(system) => setHost(hostForms.find((each) => each.system === system))} />
          <SettingsInput
            field={{ label: 'Name of this connection', kind: 'text', placeholder: nameFor(draft, host) || 'acme' }}
            value={draft.id}
            error={shown['id']}
            onChange={(id) => setDraft((before) => ({ ...before, id }))}
            onLeave={() => leave('id', draft.id)}
          />
        </fieldset>
        <fieldset>
          <legend>{ledger.name}</legend>
          <EndFields {...fields} forms={ledgerForms} form={ledger} choice="Accounting system" onChoose={(system) => setLedger(ledgerForms.find((each) => each.system === system))} />
        </fieldset>
      </div>
      <ErrorLine text={error} />
      <footer class="row">
        <Button best type="submit" disabled={busy}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </footer>
    </form>
  );
}
