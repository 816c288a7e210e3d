import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { PageHead } from '../PageHead';
import { MailErrors } from '../sync/TryIt';
import { Dismissed } from './Dismissed';
import { Journal } from './Journal';
import { OpenErrors } from './OpenErrors';
import { SetAside } from './SetAside';

/** What needs the user, each with its fix; below it everything that was done. */
export function LogPage() {
  const queries = useQueries();
  const errors = useObservable(() => queries.openErrors(), [queries]);
  const connections = useObservable(() => queries.connections(), [queries]) ?? [];
  return (
    <>
      <PageHead title="Log" about="What needs you, and below it everything that was done.">
        {connections.map((connection) => (
          <MailErrors key={connection.id} connection={connection} />
        ))}
      </PageHead>
      <OpenErrors errors={errors} connections={connections} />
      <SetAside />
      <Dismissed connections={connections} />
      <Journal connections={connections} />
    </>
  );
}
