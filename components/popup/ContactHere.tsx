import { browser } from 'wxt/browser';
import { useEffect, useState } from 'preact/hooks';
import { contactAt } from '../../lib/hosts/contact-pages';
import { sendMessage } from '../../lib/messaging';
import type { ContactRole } from '../../lib/model/contact';
import { directionOf } from '../../lib/settings';
import type { ConnectionRow, MappingRow } from '../../lib/storage/rows';
import { seesBar } from '../../lib/sync/seen-by';
import { Button } from '../shared/Button';
import { ErrorLine } from '../shared/ErrorLine';
import { ledgerName } from '../shared/names';
import { useQueries } from '../shared/queries';
import { useCommand } from '../shared/useCommand';
import { useObservable } from '../shared/useObservable';

const roles = ['customer', 'supplier'] as const satisfies readonly ContactRole[];

/** What the tab in front shows, as far as the browser tells: only of sites that were granted. */
function useContactInFront(): ReturnType<typeof contactAt> {
  const [shown, setShown] = useState<ReturnType<typeof contactAt>>(null);
  useEffect(() => {
    void browser.tabs.query({ active: true, currentWindow: true }).then(([tab]) => setShown(contactAt(tab?.url ?? '')));
  }, []);
  return shown;
}

/** The records of the ledger that a contact of the host is linked to. Pure. */
export const linkedTo = (links: readonly MappingRow[]): string[] => links.map(({ ledger, ledgerName: name }) => name ?? ledger);

/** The contact whose page is in front: whether it is known in the ledger, and the buttons that bring it there. */
export function ContactHere({ connections }: { connections: readonly ConnectionRow[] }) {
  const shown = useContactInFront();
  if (!shown) return null;
  const here = connections.filter(({ host, state, sync, me }) => host.site === shown.site && state === 'connected' && directionOf(sync, 'contacts') === 'to-ledger' && seesBar({ sync, me }));
  return (
    <>
      {here.map((connection) => (
        <ContactIn key={connection.id} connection={connection} contact={shown.contact} />
      ))}
    </>
  );
}

function ContactIn({ connection, contact }: { connection: ConnectionRow; contact: string }) {
  const queries = useQueries();
  const links = useObservable(() => queries.contactLinks(connection.id, contact), [queries, connection.id, contact]);
  const { busy, error, run } = useCommand();
  const ledger = ledgerName(connection.ledger);
  const linked = linkedTo(links ?? []);
  const state = busy ? 'Looking, and sending what is not there…' : linked.length > 0 ? `Linked to ${linked.join(' and ')}` : 'Not linked yet';
  const send = (role: ContactRole) => void run(() => sendMessage('sendContact', { connection: connection.id, contact, role }));
  return (
    <section class="stack" aria-label={`This contact in ${ledger}`}>
      <div>
        <h2>This contact in {ledger}</h2>
        <p class="soft small" role="status">
          {state}
        </p>
      </div>
      <ErrorLine text={error} />
      <div class="row">
        {roles.map((role) => (
          <Button key={role} disabled={busy} onClick={() => send(role)}>{`Send as ${role}`}</Button>
        ))}
      </div>
    </section>
  );
}
