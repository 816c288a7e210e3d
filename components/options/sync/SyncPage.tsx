import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { SyncCard } from './SyncCard';

/** What is synchronized of each connection, since when, and by whom it is started. */
export function SyncPage() {
  const queries = useQueries();
  const connections = useObservable(() => queries.connections(), [queries]);
  return (
    <>
      <PageHead title="Sync" about="What is brought over, since when, and whether by itself." />
      {connections?.length === 0 && (
        <Empty title="Nothing to synchronize yet">
          <p>
            First add a connection on <a href="#/connections">Connections</a>.
          </p>
        </Empty>
      )}
      <div class="cards">
        {connections?.map((connection) => (
          <SyncCard key={connection.id} connection={connection} />
        ))}
      </div>
    </>
  );
}
