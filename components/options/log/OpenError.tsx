import { formatMoment } from '../../../lib/model/dates';
import { formatMoney, money } from '../../../lib/model/money';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { ErrorLine } from '../../shared/ErrorLine';
import { ProblemList } from '../../shared/ProblemList';
import { useCommand } from '../../shared/useCommand';
import { JobButtons } from './JobButtons';
import { aboutJob, nameOf, ownFixes } from './words';

/** One document that waits for the user: what it is, what is wrong, and the ways on. */
export function OpenError({ job, connection }: { job: JobRow; connection: ConnectionRow | undefined }) {
  const command = useCommand();
  const { busy, error, run } = command;
  const { title } = job;
  return (
    <article class="card error-card" aria-label={nameOf(job)}>
      <header class="row between">
        <div>
          <h2>{nameOf(job)}</h2>
          <p class="soft small">{[aboutJob(job), connection?.id, formatMoment(job.updatedAt, Date.now())].filter(Boolean).join(' · ')}</p>
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
        <JobButtons job={job} connection={connection} command={command} />
      </footer>
    </article>
  );
}
