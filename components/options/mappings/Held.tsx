import { sendMessage } from '../../../lib/messaging';
import type { Outcome } from '../../../lib/messages';
import type { JobRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';

async function retryAll(jobs: readonly JobRow[]): Promise<Outcome> {
  const outcomes = await Promise.all(jobs.map((job) => sendMessage('retry', { job: job.id })));
  return outcomes.find((outcome) => !outcome.ok) ?? { ok: true };
}

function namesOf(jobs: readonly JobRow[]): string {
  const names = jobs.slice(0, 3).map(({ title, document }) => title?.number || `${document.kind} ${document.id}`);
  return `${names.join(', ')}${jobs.length > names.length ? ` and ${jobs.length - names.length} more` : ''}`;
}

/** Documents that wait for values of a kind: they go on by themselves once nothing is missing. */
export function Waiting({ jobs }: { jobs: readonly JobRow[] }) {
  if (jobs.length === 0) return null;
  return (
    <div class="note tone-warn held">
      <i class="dot" aria-hidden="true" />
      <p class="grow">{`${namesOf(jobs)} ${jobs.length === 1 ? 'waits' : 'wait'} for what has no match here, and ${jobs.length === 1 ? 'goes' : 'go'} on by ${jobs.length === 1 ? 'itself' : 'themselves'} once it is set.`}</p>
    </div>
  );
}

/** Documents that were sent to this page without saying for what: whether they can go on is seen when they are tried again. */
export function Held({ jobs }: { jobs: readonly JobRow[] }) {
  const { busy, error, run } = useCommand();
  if (jobs.length === 0) return <ErrorLine text={error} />;
  return (
    <div class="note tone-warn held">
      <i class="dot" aria-hidden="true" />
      <div class="grow">
        <p>{`${namesOf(jobs)} may wait for what is missing here.`}</p>
        <ErrorLine text={error} />
      </div>
      <Button small disabled={busy} onClick={() => void run(() => retryAll(jobs))}>
        {jobs.length === 1 ? 'Retry' : `Retry ${jobs.length}`}
      </Button>
    </div>
  );
}
