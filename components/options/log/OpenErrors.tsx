import { useMemo, useState } from 'preact/hooks';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { useDebounced } from '../../shared/useDebounced';
import { Empty } from '../Empty';
import { ErrorFilters } from './ErrorFilters';
import { everyError, filterErrors } from './filter';
import { GroupCard } from './GroupCard';
import { groupErrors } from './groups';
import { ManyButtons } from './ManyButtons';
import { OpenError } from './OpenError';
import { count } from './words';

/** With this many there is something to look for. */
const worthFiltering = 4;
const step = 40;

/** What needs the user, by cause. */
export function OpenErrors({ errors, connections }: { errors: readonly JobRow[] | undefined; connections: readonly ConnectionRow[] }) {
  const [filter, setFilter] = useState(everyError);
  const [limit, setLimit] = useState(step);
  const settled = useDebounced(filter);
  const shown = useMemo(() => filterErrors(errors ?? [], settled), [errors, settled]);
  const groups = useMemo(() => groupErrors(shown), [shown]);
  const of = (job: JobRow | undefined) => connections.find((row) => row.id === job?.connection);
  if (!errors) return <section aria-label="Open errors" />;
  const what = shown.length === 1 ? '1 error' : `${count(shown.length)} errors`;
  return (
    <section aria-label="Open errors" class="cards">
      {errors.length === 0 && (
        <Empty title="Nothing needs you">
          <p>A document that cannot be sent appears here, with what is wrong and the buttons that mend it.</p>
        </Empty>
      )}
      {(errors.length >= worthFiltering || filter !== everyError) && (
        <div class="stack tight">
          <ErrorFilters filter={filter} jobs={errors} connections={connections} onChange={setFilter} />
          <div class="row between">
            <p class="soft small" role="status">
              {shown.length === errors.length ? `${what}, ${count(groups.length)} ${groups.length === 1 ? 'cause' : 'causes'}` : `${count(shown.length)} of ${count(errors.length)} errors`}
            </p>
            {shown.length > 1 && (
              <div class="row">
                <ManyButtons jobs={shown} what={what} small />
              </div>
            )}
          </div>
        </div>
      )}
      {errors.length > 0 && shown.length === 0 && <p class="soft none">Nothing matches.</p>}
      {groups.slice(0, limit).map((group) =>
        group.jobs.length > 1 ? (
          <GroupCard key={group.key} group={group} connection={of(group.jobs[0])} />
        ) : (
          group.jobs[0] && <OpenError key={group.jobs[0].id} job={group.jobs[0]} connection={of(group.jobs[0])} />
        ),
      )}
      {groups.length > limit && <Button onClick={() => setLimit(limit + step)}>{`Show ${count(Math.min(step, groups.length - limit))} more`}</Button>}
    </section>
  );
}
