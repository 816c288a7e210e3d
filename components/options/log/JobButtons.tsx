import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import type { useCommand } from '../../shared/useCommand';
import { documentUrl } from '../documentUrl';

interface JobButtonsProps {
  job: JobRow;
  connection: ConnectionRow | undefined;
  command: ReturnType<typeof useCommand>;
  small?: boolean;
}

/** What can be done about any error: try again, let it be, look at the document. */
export function JobButtons({ job, connection, command: { busy, run }, small = false }: JobButtonsProps) {
  // What is still to be brought has no page in the host yet; the ledger's is the one to go to.
  const isBrought = job.action === 'bring';
  const url = connection && !isBrought ? documentUrl(connection, job.document) : null;
  return (
    <>
      <Button small={small} disabled={busy} onClick={() => void run(() => sendMessage('retry', { job: job.id }))}>
        Retry
      </Button>
      {job.dismissed ? (
        <Button small={small} disabled={busy} onClick={() => void run(() => sendMessage('dismissJobs', { jobs: [job.id], dismissed: false }))}>
          Show again
        </Button>
      ) : (
        <Button small={small} disabled={busy} onClick={() => void run(() => sendMessage('dismiss', { job: job.id }))}>
          Dismiss
        </Button>
      )}
      {url && (
        <Button small={small} onClick={() => void window.open(url, '_blank', 'noreferrer')}>
          Go to document
        </Button>
      )}
      {isBrought && (
        <Button small={small} disabled={busy} onClick={() => void run(() => sendMessage('openInLedger', { connection: job.connection, document: job.document }))}>
          Go to document
        </Button>
      )}
    </>
  );
}
