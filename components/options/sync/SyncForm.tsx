import { useEffect, useState } from 'preact/hooks';
import type { SyncSettings } from '../../../lib/settings';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { Field } from '../Field';
import { setUnsaved } from '../unsaved';

type Sync = SyncSettings & { startDate: string };

const parts = [
  ['invoices', 'Invoices'], ['bills', 'Bills'], ['contacts', 'Contacts'], ['products', 'Products'], ['payments', 'Payments'],
] as const;

const same = (a: Sync, b: Sync): boolean => a.mode === b.mode && a.startDate === b.startDate && parts.every(([name]) => a[name] === b[name]);

/** The connection with other sync settings, as `saveConnection` takes it; secrets stay in the vault. */
export const withSync = ({ id, host, ledger }: ConnectionRow, sync: Sync) => ({ id, host, ledger, sync });

/** Mode, start and what is brought over. Nothing changes before Save. */
export function SyncForm({ connection }: { connection: ConnectionRow }) {
  const [draft, setDraft] = useState<Sync | null>(null);
  const { busy, error, run } = useCommand();
  const shown = draft ?? connection.sync;
  const changed = draft !== null && !same(draft, connection.sync);
  const locked = Boolean(connection.locked);

  useEffect(() => {
    setUnsaved(`sync/${connection.id}`, changed);
    return () => setUnsaved(`sync/${connection.id}`, false);
  }, [changed, connection.id]);

  const change = (part: Partial<Sync>) => setDraft({ ...shown, ...part });
  const save = async (event: Event) => {
    event.preventDefault();
    const outcome = await run(() => sendMessage('saveConnection', { connection: withSync(connection, shown) }));
    if (outcome?.ok) setDraft(null);
  };

  return (
    <form class="sync-form" aria-label={`Sync settings of ${connection.id}`} onSubmit={(event) => void save(event)}>
      <fieldset disabled={locked} class="columns">
        <div class="stack">
          <div class="field" role="radiogroup" aria-label="Mode">
            {(['manual', 'automatic'] as const).map((mode) => (
              <label key={mode} class="check">
                <input type="radio" name={`mode-${connection.id}`} checked={shown.mode === mode} onChange={() => change({ mode })} />
                <span>
                  {mode === 'manual' ? 'Manual' : 'Automatic'}
                  <span class="soft small block">{mode === 'manual' ? 'Nothing is sent unless you press Send.' : 'New and changed documents are sent in the background.'}</span>
                </span>
              </label>
            ))}
          </div>
          <Field label="Start date" hint="Documents issued before it are left alone.">
            {(attributes) => <input {...attributes} type="date" required value={shown.startDate} onInput={(event) => change({ startDate: event.currentTarget.value })} />}
          </Field>
        </div>
        <div role="group" aria-label="What is synchronized" class="field">
          {parts.map(([name, label]) => (
            <label key={name} class="check">
              <input type="checkbox" checked={shown[name]} onChange={(event) => change({ [name]: event.currentTarget.checked })} />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {locked && <p class="soft small">Set by your organisation, cannot be changed here.</p>}
      <ErrorLine text={error} />
      {changed && (
        <div class="row unsaved">
          <span>Not saved yet.</span>
          <Button small best type="submit" disabled={busy || !shown.startDate}>
            Save
          </Button>
          <Button small onClick={() => setDraft(null)}>
            Undo
          </Button>
        </div>
      )}
    </form>
  );
}
