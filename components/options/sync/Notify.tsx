import { useState } from 'preact/hooks';
import type { Digest, NotifySettings } from '../../../lib/settings';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { dailyAt } from '../../../lib/sync/notify/due';
import { ErrorLine } from '../../shared/ErrorLine';
import { Field } from '../Field';
import type { Sync } from './draft';
import { askToNotify } from './usePermission';
import { WebhookField } from './WebhookField';

const digestWords: Readonly<Record<Digest, string>> = { off: 'None', hourly: 'Every hour', daily: `Every day at ${dailyAt} in the morning` };

/** How somebody is told, for what is folded away. Pure. */
export function notifyWords({ desktop, digest = 'off', webhook, mailto }: NotifySettings, webhookHost: string | undefined): string {
  const address = webhook === undefined ? webhookHost : webhook === '' ? undefined : 'a webhook';
  const ways = [desktop && 'on this computer', address && `at ${address}`].filter(Boolean).join(' and ');
  const summary = ways && digest !== 'off' ? `, a summary ${digest === 'hourly' ? 'every hour' : 'every day'}` : '';
  return `${ways}${summary}` || (mailto ? 'by an e-mail you send' : 'the number on the button alone');
}

interface NotifyProps {
  connection: ConnectionRow;
  sync: Sync;
  faults: Partial<Record<'webhook' | 'mailto', string>>;
  onChange: (notify: NotifySettings) => void;
}

/** How to be told of what needs somebody. */
export function NotifyFields({ connection, sync, faults, onChange }: NotifyProps) {
  const notify = sync.notify ?? {};
  const { webhook, digest = 'off', mailto = '' } = notify;
  const hasWay = notify.desktop === true || (webhook === undefined ? connection.webhookHost !== undefined : webhook !== '');
  const noWay = digest !== 'off' && !hasWay ? 'It has no way to reach you yet: tick notifications, or give a webhook.' : undefined;
  return (
    <div class="columns">
      <div class="stack">
        <OnScreen checked={notify.desktop ?? false} onChange={(desktop) => onChange({ ...notify, desktop })} />
        <Field label="Summary" error={noWay} hint="What was sent since the last one, and what needs you. Nothing comes where nothing happened.">
          {(attributes) => (
            <select {...attributes} value={digest} onChange={(event) => onChange({ ...notify, digest: event.currentTarget.value as Digest })}>
              {Object.entries(digestWords).map(([each, text]) => (
                <option key={each} value={each} selected={each === digest}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div class="stack">
        <WebhookField current={connection.webhookHost} value={webhook} error={faults.webhook} waitsForDigest={digest !== 'off'} onChange={(address) => onChange({ ...notify, webhook: address })} />
        <Field label="E-mail address" error={faults.mailto} hint="Ledgerbar has no server and cannot send mail by itself: on the Log page, a button writes the message in your own mail program, to this address.">
          {(attributes) => <input {...attributes} type="email" autocomplete="off" placeholder="books@example.com" value={mailto} onInput={(event) => onChange({ ...notify, mailto: event.currentTarget.value })} />}
        </Field>
      </div>
    </div>
  );
}

/** Notifications of the system: ticked once the browser has let them be shown. */
function OnScreen({ checked, onChange }: { checked: boolean; onChange: (on: boolean) => void }) {
  const [error, setError] = useState<string | null>(null);
  const ask = (asked: Promise<boolean>) => {
    setError(null);
    asked.then(
      (given) => (given ? onChange(true) : setError('Without the permission no notification can be shown. Tick it again and allow it.')),
      (failure: unknown) => setError(`The browser did not let it be asked for: ${failure instanceof Error ? failure.message : String(failure)}`),
    );
  };
  return (
    <div>
      <label class="check">
        <input type="checkbox" checked={checked} onChange={(event) => {
          if (!event.currentTarget.checked) return onChange(false);
          const { currentTarget } = event;
          // Shown as ticked once it is allowed.
          currentTarget.checked = false;
          ask(askToNotify());
        }} />
        <span>
          Notifications on this computer
          <span class="soft small block">When documents need you, together and at most every 15 minutes. A press on one opens the Log.</span>
        </span>
      </label>
      <ErrorLine text={error} />
    </div>
  );
}
