import { useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { ProblemList } from '../../shared/ProblemList';
import { useCommand } from '../../shared/useCommand';
import { ErrorRow } from './ErrorRow';
import { groupFixes, type ErrorGroup } from './groups';
import { ManyButtons } from './ManyButtons';
import { count, documents } from './words';

/** So many can be looked at one by one. */
const few = 3;
const atFirst = 5;
const step = 50;

/** Several documents held up by one cause: what mends it is pressed once, for all of them. */
export function GroupCard({ group, connection }: { group: ErrorGroup; connection: ConnectionRow | undefined }) {
  const { busy, error, run } = useCommand();
  const [limit, setLimit] = useState(atFirst);
  const { problem, jobs, affected } = group;
  const ids = affected.map(({ id }) => id);
  const isSame = jobs.every((job) => job.problems.some(({ message }) => message === problem?.message));
  const forAll = problem && {
    code: problem.code, message: isSame ? problem.message : `${problem.message.replace(/[.…]+$/, '')}, and others like it.`,
    ...(problem.detail ? { detail: problem.detail } : {}),
    fixes: groupFixes(problem).map((fix) => ({ ...fix, label: fix.action.type === 'open-options' || fix.action.type === 'sign-in' ? fix.label : `${fix.label} for ${documents(affected.length)}` })),
  };
  const left = jobs.length - limit;
  return (
    <section class="card error-card error-group" aria-label={`${documents(jobs.length)}: ${problem?.message ?? 'no known cause'}`}>
      <header class="row between">
        <div>
          <h2>{documents(jobs.length)}</h2>
          <p class="soft small">{[connection?.id, jobs.length < affected.length ? `${count(affected.length)} are held up by this` : null].filter(Boolean).join(' · ')}</p>
        </div>
        <div class="row">
          <ManyButtons jobs={jobs} what={documents(jobs.length)} small />
        </div>
      </header>
      {forAll && (
        <ProblemList
          problems={[forAll]}
          busy={busy}
          onFix={(cause, fix, choice) => void run(() => sendMessage('fixJobs', { jobs: ids, problem: cause.code, fix: fix.id, ...(choice === undefined ? {} : { choice }) }))}
        />
      )}
      <ErrorLine text={error} />
      <div class="error-rows">
        {jobs.slice(0, limit).map((job) => (
          <ErrorRow key={job.id} job={job} connection={connection} cause={problem} isOfFew={jobs.length <= few} />
        ))}
      </div>
      {left > 0 && (
        <footer>
          <Button small onClick={() => setLimit(limit === atFirst ? step : limit + step)}>
            {`Show ${documents(Math.min(left, limit === atFirst ? step - atFirst : step))} more`}
          </Button>
        </footer>
      )}
    </section>
  );
}
