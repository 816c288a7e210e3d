import { useMemo, useState } from 'preact/hooks';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { siteName } from '../../shared/names';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { DocumentsOf } from './DocumentsOf';

/** Every document of a connection with its state, to send many at once. */
export function DocumentsPage() {
  const queries = useQueries();
  const connections = useObservable(() => queries.connections(), [queries]);
  const [chosen, setChosen] = useState<string | null>(null);
  const connection = useMemo<ConnectionRow | undefined>(() => connections?.find((row) => row.id === chosen) ?? connections?.[0], [connections, chosen]);

  if (!connections) return <PageHead title="Documents" />;
  if (!connection) {
    return (
      <>
        <PageHead title="Documents" />
        <Empty title="No documents yet">
          <p>
            First add a connection on <a href="#/connections">Connections</a>, then its documents are listed here.
          </p>
        </Empty>
      </>
    );
  }
  const choice = connections.length > 1 && (
    <select class="field-control auto" aria-label="Connection" value={connection.id} onChange={(event) => setChosen(event.currentTarget.value)}>
      {connections.map((row) => (
        <option key={row.id} value={row.id}>
          {`${row.id}, ${siteName(row.host)}`}
        </option>
      ))}
    </select>
  );
  return <DocumentsOf key={connection.id} connection={connection} choice={choice} />;
}
