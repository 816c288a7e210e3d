import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionRow } from '../../lib/storage/rows';
import { siteName } from '../shared/names';
import { useQueries } from '../shared/queries';
import { useObservable } from '../shared/useObservable';
import { Empty } from './Empty';
import { PageHead } from './PageHead';

interface OneConnectionProps {
  title: string;
  /** What an empty page says: "its documents are listed here". */
  then: string;
  /** `choice` stands in the page's head where there are several connections. */
  children: (connection: ConnectionRow, choice: ComponentChildren) => ComponentChildren;
}

/** A page about one connection at a time. */
export function OneConnection({ title, then, children }: OneConnectionProps) {
  const queries = useQueries();
  const connections = useObservable(() => queries.connections(), [queries]);
  const [chosen, setChosen] = useState<string | null>(null);
  const connection = connections?.find((row) => row.id === chosen) ?? connections?.[0];

  if (!connections) return <PageHead title={title} />;
  if (!connection) {
    return (
      <>
        <PageHead title={title} />
        <Empty title={`No ${title.toLowerCase()} yet`}>
          <p>
            First add a connection on <a href="#/connections">Connections</a>, then {then}.
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
  return <>{children(connection, choice)}</>;
}
