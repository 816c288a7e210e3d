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

/** Documents that wait for what is mended here. They are tried again when the user says so, never by themselves. */
export function Held({ jobs }: { jobs: readonly JobRow[] }) {
  const { busy, error, run } = useCommand();
  if (jobs.length === 0) return <ErrorLine text={error} />;
  const names = jobs.slice(0, 3).map(({ title, document }) => title?.number || `${document.kind} ${document.id}`);
  const more = jobs.length > names.length ? ` and ${jobs.length - names.length} more` : '';
  return (
    <div class="note tone-warn held">
      <i class="dot" aria-hidden="true" />
      <div class="grow">
        <p>{`${names.join(', ')}${more} may wait for what is missing here.`}</p>
        <ErrorLine text={error} />
      </div>
      <Button small disabled={busy} onClick={() => void run(() => retryAll(jobs))}>
        {jobs.length === 1 ? 'Retry' : `Retry ${jobs.length}`}
      </Button>
    </div>
  );
}
