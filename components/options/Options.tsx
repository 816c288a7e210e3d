import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/Button';
import { Dialog } from '../shared/Dialog';
import { useQueries } from '../shared/queries';
import { useObservable } from '../shared/useObservable';
import { AboutPage } from './about/AboutPage';
import { ConnectionsPage } from './connections/ConnectionsPage';
import { DocumentsPage } from './documents/DocumentsPage';
import { LogPage } from './log/LogPage';
import { MappingsPage } from './mappings/MappingsPage';
import { Menu } from './Menu';
import { RequestsPage } from './requests/RequestsPage';
import { routeNames, type Route } from './routes';
import { StorageAlerts } from './StorageAlerts';
import { SyncPage } from './sync/SyncPage';
import { useRoute } from './useRoute';

const pages: Record<Route, ComponentType> = {
  connections: ConnectionsPage,
  sync: SyncPage,
  mappings: MappingsPage,
  documents: DocumentsPage,
  log: LogPage,
  requests: RequestsPage,
  about: AboutPage,
};

/** The options: a menu and the page its route names. Every route can be opened directly. */
export function Options() {
  const queries = useQueries();
  const { route, held, stay, leave } = useRoute();
  const errors = useObservable(() => queries.openErrors(), [queries]);
  const aside = useObservable(() => queries.setAside(), [queries]);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const Page = pages[route];

  useEffect(() => {
    document.title = `${routeNames[route]} · Ledgerbar`;
    // A new page is a new place: keyboard and screen reader start at its top. Not at the first, which was just opened.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [route]);

  return (
    <div class="options">
      <Menu route={route} badges={{ log: (errors?.length ?? 0) + (aside?.length ?? 0) }} />
      <main ref={main} tabIndex={-1}>
        {route !== 'connections' && <StorageAlerts onImport={() => void (location.hash = '#/connections')} />}
        <Page key={route} />
      </main>
      {held && (
        <Dialog
          title="Leave without saving?"
          onClose={stay}
          actions={
            <>
              <Button onClick={stay}>Stay here</Button>
              <Button danger onClick={leave}>
                Leave, and lose the changes
              </Button>
            </>
          }
        >
          <p>{`What you changed on ${routeNames[route]} is not saved.`}</p>
        </Dialog>
      )}
    </div>
  );
}
