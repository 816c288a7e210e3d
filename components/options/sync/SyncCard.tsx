import { useId } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { ledgerName, siteName } from '../../shared/names';
import { useCommand } from '../../shared/useCommand';
import { RunProgress } from './RunProgress';
import { SyncForm } from './SyncForm';

/** One connection's synchronization: set it, start it, watch it, pause it. */
export function SyncCard({ connection }: { connection: ConnectionRow }) {
  const titleId = useId();
  const { busy, error, run } = useCommand();
  const isRunning = Boolean(connection.run) && connection.run?.phase !== 'done';
  const paused = Boolean(connection.run?.paused);
  const { id } = connection;
  const connected = connection.state === 'connected';

  return (
    <section class="card" role="region" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{id}</h2>
        <p class="soft">{`${siteName(connection.host)} → ${[ledgerName(connection.ledger), connection.companyName].filter(Boolean).join(', ')}`}</p>
      </header>
      <SyncForm connection={connection} />
      <RunProgress connection={connection} />
      <ErrorLine text={error} />
      <footer class="row">
        <Button
          best={connected && !isRunning}
          disabled={busy || !connected || (isRunning && !paused)}
          title={connected ? undefined : 'Connect it first, on Connections'}
          onClick={() => void run(() => sendMessage('synchronize', { connection: id }))}
        >
          {paused ? 'Resume' : 'Synchronize now'}
        </Button>
        {isRunning && !paused && (
          <Button disabled={busy} onClick={() => void run(() => sendMessage('pause', { connection: id }))}>
            Pause
          </Button>
        )}
        {!connected && (
          <span class="soft small">
            Connect it first, on <a href="#/connections">Connections</a>.
          </span>
        )}
      </footer>
    </section>
  );
}
