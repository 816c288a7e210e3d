import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { Journal } from './Journal';
import { OpenError } from './OpenError';
import { SetAside } from './SetAside';

/** What needs the user, each with its fix; below it everything that was done. */
export function LogPage() {
  const queries = useQueries();
  const errors = useObservable(() => queries.openErrors(), [queries]);
  const connections = useObservable(() => queries.connections(), [queries]);
  return (
    <>
      <PageHead title="Log" about="What needs you, and below it everything that was done." />
      <section aria-label="Open errors" class="cards">
        {errors?.length === 0 && (
          <Empty title="Nothing needs you">
            <p>A document that cannot be sent appears here, with what is wrong and the buttons that mend it.</p>
          </Empty>
        )}
        {errors?.map((job) => (
          <OpenError key={job.id} job={job} connection={connections?.find((row) => row.id === job.connection)} />
        ))}
      </section>
      <SetAside />
      <Journal />
    </>
  );
}
