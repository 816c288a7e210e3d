import type { ConnectionRow } from '../../../lib/storage/rows';
import { Progress } from '../../shared/Meter';
import { lastRunWords, progressOf } from '../../shared/progress';
import { useQueries } from '../../shared/queries';
import { useNow } from '../../shared/useNow';
import { useObservable } from '../../shared/useObservable';

/** A run as it goes on: what is done, left, held up, and what it waits for. Shown from what is stored: it may go on without this page. */
function Running({ connection, run }: { connection: ConnectionRow; run: NonNullable<ConnectionRow['run']> }) {
  const queries = useQueries();
  const now = useNow(1000);
  const pending = useObservable(() => queries.pendingJobs(connection.id), [queries, connection.id]);
  const open = useObservable(() => queries.openErrors(), [queries]);
  const failed = (open ?? []).filter((job) => job.connection === connection.id && job.updatedAt >= run.startedAt).length;
  const progress = progressOf(connection, pending ?? [], now, failed);
  if (!progress) return null;
  return (
    <div class="stack tight">
      <Progress {...progress} />
      {progress.failed > 0 && (
        <p class="small">
          <a href="#/log">See what needs you</a>
        </p>
      )}
    </div>
  );
}

/** Where synchronizing stands; or how it ended the last time. */
export function RunProgress({ connection }: { connection: ConnectionRow }) {
  const now = useNow(30_000);
  if (connection.run && connection.run.phase !== 'done') return <Running connection={connection} run={connection.run} />;
  const words = lastRunWords(connection, now);
  if (!words) return null;
  return (
    <p class={connection.lastRun?.message ? 'error-text' : 'soft'}>
      {words}
      {!connection.lastRun?.message && (connection.lastRun?.attention ?? 0) > 0 && (
        <>
          {' '}
          <a href="#/log">See what needs you</a>
        </>
      )}
    </p>
  );
}
