import { useId, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { connectionState } from '../../shared/connectionState';
import { ErrorLine } from '../../shared/ErrorLine';
import { ago } from '../../shared/moment';
import { hostName, ledgerName, originsOf, siteName } from '../../shared/names';
import { useCommand } from '../../shared/useCommand';
import { useNow } from '../../shared/useNow';
import { CheckUp } from './CheckUp';
import { ConnectSteps } from './ConnectSteps';
import { HostAccess } from './HostAccess';
import { Facts } from './Facts';
import { RemoveDialog } from './RemoveDialog';
import { useConnect } from './useConnect';

/** One connection: its state, what it reaches, and the buttons that open or close the way. */
export function ConnectionCard({ connection }: { connection: ConnectionRow }) {
  const titleId = useId();
  const now = useNow(30_000);
  const { busy, error, run } = useCommand();
  const [removing, setRemoving] = useState(false);
  // Known before the press: the browser lets a page ask for access only in the press itself.
  const origins = originsOf(connection);
  const connecting = useConnect(connection, origins);
  const state = connectionState(connection);
  const { id } = connection;

  return (
    <section class="card" role="region" aria-labelledby={titleId}>
      <header class="row between">
        <div>
          <h2 id={titleId}>{id}</h2>
          <p class="soft">{`${hostName(connection.host)}, ${siteName(connection.host)} → ${ledgerName(connection.ledger)}`}</p>
        </div>
        <span class={`chip tone-${state.tone}`}>
          <i class="dot" aria-hidden="true" />
          <span role="status">{state.text}</span>
        </span>
      </header>
      <Facts connection={connection} />
      <HostAccess origins={origins} />
      {connection.anchorMissing && connection.anchorMissing.length > 0 && <AnchorNote selectors={connection.anchorMissing} />}
      <ErrorLine text={connecting.error ?? error} />
      <ConnectSteps connecting={connecting} host={hostName(connection.host)} ledger={ledgerName(connection.ledger)} />
      <CheckUp connection={connection} onConnect={connecting.connect} />
      <footer class="row between">
        <div class="row">
          {connection.state === 'connected' ? (
            <Button disabled={busy} onClick={() => void run(() => sendMessage('disconnect', { connection: id }))}>
              Disconnect
            </Button>
          ) : (
            <Button best={!connecting.step} disabled={connecting.busy} onClick={connecting.connect}>
              Connect
            </Button>
          )}
          {connection.state === 'connected' && (
            <>
              <Button disabled={busy} onClick={() => void run(() => sendMessage('refreshReference', { connection: id }))}>
                Refresh reference data
              </Button>
              <span class="soft small">{connection.referenceAt ? `Read ${ago(connection.referenceAt, now)}` : 'Not read yet'}</span>
            </>
          )}
          {connecting.busy && <span class="soft small">Waiting for the sign-in…</span>}
        </div>
        {connection.locked ? (
          <span class="soft small">Set by your organisation, cannot be changed here</span>
        ) : (
          <Button quiet danger onClick={() => setRemoving(true)}>
            Remove
          </Button>
        )}
      </footer>
      {removing && <RemoveDialog connection={connection} onClose={() => setRemoving(false)} />}
    </section>
  );
}

/** A redesign of the host moved the bar's place: it floats, and this says what was looked for. */
function AnchorNote({ selectors }: { selectors: readonly string[] }) {
  return (
    <div class="note tone-warn">
      <i class="dot" aria-hidden="true" />
      <div>
        <p>The place for the bar was not found on a page of this site, so the bar floats in the corner. Sending is not affected.</p>
        <details class="raw">
          <summary>What was looked for</summary>
          <pre>{selectors.join('\n')}</pre>
        </details>
      </div>
    </div>
  );
}
