import { useId } from 'preact/hooks';
import { sendMessage } from '../../lib/messaging';
import type { StorageAlert } from '../../lib/storage/alerts';
import { alertWords } from '../shared/alertWords';
import { Button } from '../shared/Button';
import { ErrorLine } from '../shared/ErrorLine';
import { Raw } from '../shared/Raw';
import { useCommand } from '../shared/useCommand';
import { useStorageAlerts } from '../shared/useStorageAlerts';
import { useExport } from './useExport';

/** What is wrong with the storage itself, above every page. `onImport`: opens the import of settings. */
export function StorageAlerts({ onImport }: { onImport: () => void }) {
  const alerts = useStorageAlerts();
  return (
    <>
      {alerts.map((alert) => (
        <OneAlert key={alert.kind} alert={alert} onImport={onImport} />
      ))}
    </>
  );
}

function OneAlert({ alert, onImport }: { alert: StorageAlert; onImport: () => void }) {
  const titleId = useId();
  const { busy, error, run } = useCommand();
  const exporting = useExport();
  const { title, lines } = alertWords(alert, Date.now());

  const retry = async () => {
    const outcome = await run(() => sendMessage('retryStorage', {}));
    // This page's own way to the database broke with it.
    if (outcome?.ok && alert.kind !== 'full') location.reload();
  };
  return (
    <section class="note storage-alert tone-bad" role="alert" aria-labelledby={titleId}>
      <i class="dot" aria-hidden="true" />
      <div class="stack tight">
        <h2 id={titleId}>{title}</h2>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {alert.kind === 'cannot-open' && <Raw text={alert.raw} label="What the browser said" />}
        <ErrorLine text={exporting.error ?? error} />
        <div class="row">
          {alert.kind === 'cleared' ? (
            <>
              <Button best onClick={onImport}>
                Import your settings
              </Button>
              <Button disabled={busy} onClick={() => void run(() => sendMessage('dismissStorageAlert', { kind: alert.kind }))}>
                Dismiss
              </Button>
            </>
          ) : (
            <Button best disabled={busy} onClick={() => void retry()}>
              Try again
            </Button>
          )}
          {alert.kind === 'full' && <Button onClick={() => void exporting.exportSettings()}>Export your settings</Button>}
        </div>
      </div>
    </section>
  );
}
