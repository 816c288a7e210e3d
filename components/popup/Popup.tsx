import { browser } from 'wxt/browser';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ConnectionRow } from '../../lib/storage/rows';
import { extensionPage } from '../shared/extensionPage';
import { Button } from '../shared/Button';
import { useQueries } from '../shared/queries';
import { useNow } from '../shared/useNow';
import { useObservable } from '../shared/useObservable';
import { ConnectionSummary } from './ConnectionSummary';
import { ContactHere } from './ContactHere';
import { DriftNote } from './DriftNote';
import { sparkDays } from './Sparkline';
import { SentSummary } from './SentSummary';
import { StorageNote } from './StorageNote';

const openOptions = (route: string) => {
  void browser.tabs.create({ url: extensionPage(`/options.html#/${route}`) });
  window.close();
};

/** The toolbar button's page: is everything well, and if not, where to go. */
export function Popup() {
  const queries = useQueries();
  const now = useNow(5000);
  const since = useMemo(() => startOfMonthOrSpark(Date.now()), []);
  const connections = useObservable(() => queries.connections(), [queries]);
  const errors = useObservable(() => queries.openErrors(), [queries]);
  const budgets = useObservable(() => queries.budgets(), [queries]);
  const sent = useObservable(() => queries.sentSince(since), [queries, since]);
  const drifted = useObservable(() => queries.drifted(), [queries]);

  const storage = <StorageNote onSee={() => openOptions('connections')} />;
  if (!connections) {
    return (
      <main class="popup" aria-busy="true">
        {storage}
      </main>
    );
  }
  if (connections.length === 0) return <FirstSteps note={storage} />;

  return (
    <main class="popup">
      <h1 class="hidden-visually">Ledgerbar</h1>
      {storage}
      <SentSummary sent={sent ?? []} needYou={errors?.length ?? 0} now={now} onNeedYou={() => openOptions('log')} />
      {drifted && <DriftNote counts={drifted} onSee={() => openOptions('documents')} />}
      <ContactHere connections={connections} />
      {connections.map((connection: ConnectionRow) => (
        <ConnectionSummary key={connection.id} connection={connection} budgets={budgets ?? []} now={now} onConnect={() => openOptions('connections')} onCheckUp={() => openOptions(`connections/${encodeURIComponent(connection.id)}`)} />
      ))}
      <footer>
        <Button quiet onClick={() => openOptions('documents')}>
          Documents
        </Button>
        <Button onClick={() => openOptions('connections')}>Options</Button>
      </footer>
    </main>
  );
}

/** The earlier of the month's first day and the first day of the bars. */
function startOfMonthOrSpark(now: number): number {
  const today = new Date(now);
  return Math.min(new Date(today.getFullYear(), today.getMonth(), 1).getTime(), new Date(now - sparkDays * 86_400_000).setHours(0, 0, 0, 0));
}

function FirstSteps({ note }: { note: ComponentChildren }) {
  return (
    <main class="popup">
      {note}
      <section class="first">
        <h1>Connect your first ledger</h1>
        <p class="soft">Say which site you work in and which accounting system it books in, or import a settings file. Then a bar with Send appears on your invoices.</p>
        <Button best onClick={() => openOptions('connections')}>
          Set up a connection
        </Button>
      </section>
    </main>
  );
}
