import { formatMoment } from '../../../lib/model/dates';
import { formatMoney, money } from '../../../lib/model/money';
import { sendMessage } from '../../../lib/messaging';
import type { Problem } from '../../../lib/model/problem';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { ProblemList } from '../../shared/ProblemList';
import { useCommand } from '../../shared/useCommand';
import { documentUrl } from '../documentUrl';

/** Retry and the way to the document stand below each error; a problem's own copies of them would only be twice the same. */
const ownFixes = (problem: Problem): Problem => ({
  ...problem,
  fixes: problem.fixes.filter(({ action, label }) => action.type !== 'open-host' && !(action.type === 'retry' && /^(retry|try again)$/i.test(label))),
});

const actionWords: Readonly<Record<JobRow['action'], string | null>> = { send: null, fetch: 'while fetching', bring: 'while being brought here' };

/** One document that waits for the user: what it is, what is wrong, and the ways on. */
export function OpenError({ job, connection }: { job: JobRow; connection: ConnectionRow | undefined }) {
  const { busy, error, run } = useCommand();
  const { title } = job;
  const name = title?.number || `${job.document.kind} ${job.document.id}`;
  // What is still to be brought has no page in the host yet; the ledger's is the one to go to.
  const isBrought = job.action === 'bring';
  const url = connection && !isBrought ? documentUrl(connection, job.document) : null;
  return (
    <article class="card error-card" aria-label={name}>
      <header class="row between">
        <div>
          <h2>{name}</h2>
          <p class="soft small">
            {[title?.contact, job.document.kind === 'bill' ? 'bill' : 'invoice', actionWords[job.action], connection?.id, formatMoment(job.updatedAt, Date.now())]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {title?.total && <b class="number total">{formatMoney(money(title.total, title.currency))}</b>}
      </header>
      {job.problems.length === 0 && <p class="none">It failed, and no cause is known. Retry reads everything again.</p>}
      <ProblemList
        problems={job.problems.map(ownFixes)}
        busy={busy}
        onFix={(problem, fix, choice) =>
          void run(() => sendMessage('fixJob', { job: job.id, problem: problem.code, fix: fix.id, ...(choice === undefined ? {} : { choice }) }))
        }
      />
      <ErrorLine text={error} />
      <footer class="row">
        <Button disabled={busy} onClick={() => void run(() => sendMessage('retry', { job: job.id }))}>
          Retry
        </Button>
        <Button disabled={busy} onClick={() => void run(() => sendMessage('dismiss', { job: job.id }))}>
          Dismiss
        </Button>
        {url && (
          <Button onClick={() => void window.open(url, '_blank', 'noreferrer')}>Go to document</Button>
        )}
        {isBrought && (
          <Button disabled={busy} onClick={() => void run(() => sendMessage('openInLedger', { connection: job.connection, document: job.document }))}>Go to document</Button>
        )}
      </footer>
    </article>
  );
}
