import { useId } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { Progress } from '../../shared/Meter';
import { ledgerName, siteName } from '../../shared/names';
import { progressOf } from '../../shared/progress';
import { useQueries } from '../../shared/queries';
import { useCommand } from '../../shared/useCommand';
import { useNow } from '../../shared/useNow';
import { useObservable } from '../../shared/useObservable';
import { SyncForm } from './SyncForm';

/** One connection's synchronization: set it, start it, watch it, pause it. */
export function SyncCard({ connection }: { connection: ConnectionRow }) {
  const titleId = useId();
  const queries = useQueries();
  const now = useNow(5000);
  const pending = useObservable(() => queries.pendingJobs(connection.id), [queries, connection.id]);
  const { busy, error, run } = useCommand();
  const progress = progressOf(connection, pending ?? [], now);
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
      {progress && (
        <Progress label="Synchronizing" {...progress} />
      )}
      {!progress && connection.run?.phase === 'done' && <p class="soft">{connection.run.message ?? 'Synchronized.'}</p>}
      <ErrorLine text={error} />
      <footer class="row">
        <Button
          best={connected && !progress}
          disabled={busy || !connected || (Boolean(progress) && !paused)}
          title={connected ? undefined : 'Connect it first, on Connections'}
          onClick={() => void run(() => sendMessage('synchronize', { connection: id }))}
        >
          {paused ? 'Resume' : 'Synchronize now'}
        </Button>
        {progress && !paused && (
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
