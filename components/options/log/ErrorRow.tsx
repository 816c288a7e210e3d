import { formatMoment } from '../../../lib/model/dates';
import { formatMoney, money } from '../../../lib/model/money';
import { sendMessage } from '../../../lib/messaging';
import type { Problem } from '../../../lib/model/problem';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { ErrorLine } from '../../shared/ErrorLine';
import { ProblemList } from '../../shared/ProblemList';
import { Raw } from '../../shared/Raw';
import { useCommand } from '../../shared/useCommand';
import { causeKey } from './groups';
import { JobButtons } from './JobButtons';
import { aboutJob, nameOf, ownFixes } from './words';

interface ErrorRowProps {
  job: JobRow;
  connection: ConnectionRow | undefined;
  /** The cause that stands above it already: of it, only what is this document's own is said. */
  cause: Problem | null;
  /** One of few: what mends this one alone stands open beside what mends all. */
  isOfFew?: boolean;
}

/** One document of several with the same cause, on a line of its own. */
export function ErrorRow({ job, connection, cause, isOfFew = false }: ErrorRowProps) {
  const command = useCommand();
  const { busy, error, run } = command;
  const key = cause && causeKey(job.connection, cause);
  const own = job.problems.filter((problem) => causeKey(job.connection, problem) === key);
  const others = job.problems.filter((problem) => causeKey(job.connection, problem) !== key);
  const fixList = (problems: readonly Problem[]) => (
    <ProblemList
      problems={problems.map(ownFixes)}
      busy={busy}
      onFix={(problem, fix, choice) => void run(() => sendMessage('fixJob', { job: job.id, problem: problem.code, fix: fix.id, ...(choice === undefined ? {} : { choice }) }))}
    />
  );
  const open = isOfFew ? job.problems : others;
  const words = isOfFew ? [] : own.map(({ message }) => message).filter((message) => message !== cause?.message);
  const raws = isOfFew ? [] : own.flatMap(({ raw }) => raw ?? []);
  return (
    <article class="error-row" aria-label={nameOf(job)}>
      <div class="row between">
        <div class="grow">
          <h3>{nameOf(job)}</h3>
          <p class="soft small">{[aboutJob(job), formatMoment(job.updatedAt, Date.now())].join(' · ')}</p>
          {words.map((message) => (
            <p key={message} class="small">
              {message}
            </p>
          ))}
          {raws.map((raw, index) => (
            <Raw key={index} text={raw} label="What the system said" />
          ))}
        </div>
        {job.title?.total && <span class="number">{formatMoney(money(job.title.total, job.title.currency))}</span>}
        <div class="row error-buttons">
          <JobButtons job={job} connection={connection} command={command} small />
        </div>
      </div>
      {!isOfFew && own.some((problem) => ownFixes(problem).fixes.length > 0) && (
        <details class="raw">
          <summary>Mend only this one</summary>
          {fixList(own)}
        </details>
      )}
      {open.length > 0 && fixList(open)}
      <ErrorLine text={error} />
    </article>
  );
}
