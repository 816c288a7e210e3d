import { useState } from 'preact/hooks';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { StorageAlerts } from '../StorageAlerts';
import { useExport } from '../useExport';
import { AddConnection } from './AddConnection';
import { ConnectionCard } from './ConnectionCard';
import { ImportDialog } from './ImportDialog';

/** Which host books in which ledger, and whether the way is open. */
export function ConnectionsPage() {
  const queries = useQueries();
  const connections = useObservable(() => queries.connections(), [queries]);
  const [shown, setShown] = useState<'import' | 'add' | null>(null);
  const { error, exportSettings } = useExport();

  return (
    <>
      <StorageAlerts onImport={() => setShown('import')} />
      <PageHead title="Connections" about="The site you work in, and the accounting system its documents are booked in.">
        <Button onClick={() => setShown('import')}>Import settings</Button>
        <Button onClick={() => void exportSettings()}>Export settings</Button>
        <Button best={connections?.length === 0} onClick={() => setShown('add')}>
          Add connection
        </Button>
      </PageHead>
      <ErrorLine text={error} />
      {shown === 'add' && <AddConnection taken={connections?.map((row) => row.id) ?? []} onClose={() => setShown(null)} />}
      {connections?.length === 0 && shown !== 'add' && <NoConnection />}
      <div class="cards">
        {connections?.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} />
        ))}
      </div>
      {shown === 'import' && <ImportDialog onClose={() => setShown(null)} />}
    </>
  );
}

function NoConnection() {
  return (
    <Empty title="Nothing is connected yet">
      <ol>
        <li>Import the settings file your administrator gave you, or add a connection by hand.</li>
        <li>Press Connect, allow access to both sites and sign in to the ledger.</li>
        <li>Open an invoice in your app: the bar with Send is on it.</li>
      </ol>
    </Empty>
  );
}
