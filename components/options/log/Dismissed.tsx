import { useState } from 'preact/hooks';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { ErrorRow } from './ErrorRow';
import { count } from './words';

const step = 50;

/** Errors that were dismissed and are as they were: to be seen again, or tried again. Not there when there are none. */
export function Dismissed({ connections }: { connections: readonly ConnectionRow[] }) {
  const queries = useQueries();
  const [limit, setLimit] = useState(step);
  const [isOpen, setOpen] = useState(false);
  const jobs = useObservable(() => queries.dismissedErrors(), [queries]);
  if (!jobs || jobs.length === 0) return null;
  return (
    <section aria-label="Dismissed">
      <details class="folded" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <b>Dismissed</b>
          <span class="soft">{`${count(jobs.length)} ${jobs.length === 1 ? 'error' : 'errors'}`}</span>
        </summary>
        {isOpen && (
          <div class="folded-body error-rows">
            {jobs.slice(0, limit).map((job) => (
              <ErrorRow key={job.id} job={job} connection={connections.find(({ id }) => id === job.connection)} cause={null} />
            ))}
            {jobs.length > limit && (
              <Button small onClick={() => setLimit(limit + step)}>
                Show more
              </Button>
            )}
          </div>
        )}
      </details>
    </section>
  );
}
