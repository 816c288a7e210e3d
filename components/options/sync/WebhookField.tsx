import { Button } from '../../shared/Button';
import { Field } from '../Field';

interface WebhookFieldProps {
  /** Where messages are posted now ("hooks.example.com"). */
  current: string | undefined;
  /** What is typed; empty for none any more; undefined while it stays as it is. */
  value: string | undefined;
  error: string | undefined;
  waitsForDigest: boolean;
  onChange: (address: string | undefined) => void;
}

/** Where messages are posted. The address gives access, so it is shown by its host alone once it is kept. */
export function WebhookField({ current, value, error, waitsForDigest, onChange }: WebhookFieldProps) {
  const when = waitsForDigest ? 'Takes the summary.' : 'Takes what needs you, together and at most every 15 minutes.';
  if (current !== undefined && value === undefined) {
    return (
      <div class="field">
        <span>Webhook</span>
        <div class="row between">
          <b>{current}</b>
          <Button small aria-label="Change the webhook" onClick={() => onChange('')}>
            Change
          </Button>
        </div>
        <p class="soft small">{when} Its whole address is kept like a key.</p>
      </div>
    );
  }
  const hint = `${current === undefined ? '' : 'Left empty, there is none any more. '}${when} Posted as plain text that holds {"text": "…"}, as most chat and mail gateways take it: this connection's name, counts, document numbers and causes. A browser may not see the answer, so press "Send a test" once it is saved, and look there. Kept like a key, never exported.`;
  return (
    <Field label="Webhook" error={error} hint={hint}>
      {(attributes) => (
        <span class="row nowrap">
          <input {...attributes} type="url" autocomplete="off" spellcheck={false} placeholder="https://…" value={value ?? ''} onInput={(event) => onChange(event.currentTarget.value === '' && current === undefined ? undefined : event.currentTarget.value)} />
          {current !== undefined && (
            <Button small onClick={() => onChange(undefined)}>
              {`Keep ${current}`}
            </Button>
          )}
        </span>
      )}
    </Field>
  );
}
