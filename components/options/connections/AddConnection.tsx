import { useEffect, useRef, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { Field } from '../Field';
import { setUnsaved } from '../unsaved';
import { countries, emptyDraft, faultsOf, nameFor, settingsOf, type Draft } from './draft';
import { RedirectAddress } from './RedirectAddress';

/** A new connection by hand: the host on the left, the ledger on the right, in the order they are looked up. */
export function AddConnection({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  /** Fields the user has left: only those complain before the first attempt to save. */
  const [left, setLeft] = useState<ReadonlySet<keyof Draft>>(new Set());
  const { busy, error, run } = useCommand();
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsOf(draft, taken);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    setUnsaved('add', draft !== emptyDraft);
    return () => setUnsaved('add', false);
  }, [draft]);

  const change = (name: keyof Draft, value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const text = (name: keyof Draft, label: string, hint?: string, more: { secret?: boolean; placeholder?: string } = {}) => (
    <Field label={label} hint={hint} error={left.has(name) ? faults[name] : undefined}>
      {(attributes) => (
        <input
          {...attributes}
          autocomplete="off"
          spellcheck={false}
          {...(more.secret ? { type: 'password' } : { type: 'text' })}
          placeholder={more.placeholder}
          value={draft[name]}
          onInput={(event) => change(name, event.currentTarget.value)}
          onBlur={() => {
            if (draft[name]) setLeft(new Set([...left, name]));
          }}
        />
      )}
    </Field>
  );
  const save = async (event: Event) => {
    event.preventDefault();
    setLeft(new Set(Object.keys(emptyDraft) as (keyof Draft)[]));
    if (Object.keys(faults).length > 0) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const outcome = await run(() => sendMessage('saveConnection', { connection: settingsOf(draft) }));
    if (outcome?.ok) onClose();
  };

  return (
    <form ref={form} class="card add" aria-label="New connection" noValidate onSubmit={(event) => void save(event)}>
      <h2>New connection</h2>
      <div class="columns">
        <fieldset>
          <legend>Scoro</legend>
          {text('site', 'Site', undefined, { placeholder: 'acme.scoro.com' })}
          {text('companyAccountId', 'Company account id', 'In Scoro under Settings, Site settings, Integrations, API. Leave it empty where there is one account only.')}
          {text('apiKey', 'API key', 'Kept encrypted in this browser. It is never exported.', { secret: true })}
          {text('id', 'Name of this connection', undefined, { placeholder: nameFor(draft.site) || 'acme' })}
        </fieldset>
        <fieldset>
          <legend>Exact Online</legend>
          <Field label="Country">
            {(attributes) => (
              <select {...attributes} value={draft.country} onChange={(event) => change('country', event.currentTarget.value)}>
                {countries.map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <RedirectAddress />
          {text('clientId', 'Client id')}
          {text('clientSecret', 'Client secret', undefined, { secret: true })}
          {text('company', 'Company', 'The division number. Leave it empty to choose when you connect.')}
          <Field label="Book sales as">
            {(attributes) => (
              <select {...attributes} value={draft.salesAs} onChange={(event) => change('salesAs', event.currentTarget.value)}>
                <option value="entry">Sales entries (no items needed)</option>
                <option value="invoice">Sales invoices (each line is an item)</option>
              </select>
            )}
          </Field>
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
