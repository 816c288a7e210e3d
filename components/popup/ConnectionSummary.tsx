import { sendMessage } from '../../lib/messaging';
import type { BudgetRow, ConnectionRow } from '../../lib/storage/rows';
import { whyNotSeen } from '../../lib/sync/seen-by';
import { connectionMeters } from '../shared/budgets';
import { Button } from '../shared/Button';
import { Chip } from '../shared/Chip';
import { connectionState } from '../shared/connectionState';
import { ErrorLine } from '../shared/ErrorLine';
import { CheckUpLine } from './CheckUpLine';
import { Meter, Progress } from '../shared/Meter';
import { ledgerName, siteName } from '../shared/names';
import { progressOf } from '../shared/progress';
import { useQueries } from '../shared/queries';
import { useCommand } from '../shared/useCommand';
import { useObservable } from '../shared/useObservable';

interface ConnectionSummaryProps {
  connection: ConnectionRow;
  budgets: readonly BudgetRow[];
  now: number;
  onConnect: () => void;
  onCheckUp: () => void;
}

/** One connection: its state, its budgets, and the button that sets it going. */
export function ConnectionSummary({ connection, budgets, now, onConnect, onCheckUp }: ConnectionSummaryProps) {
  const queries = useQueries();
  const pending = useObservable(() => queries.pendingJobs(connection.id), [queries, connection.id]);
  const { busy, error, run } = useCommand();
  const state = connectionState(connection);
  const hidden = whyNotSeen(connection);
  const progress = progressOf(connection, pending ?? [], now);
  const meters = connection.state === 'connected' ? connectionMeters(connection, budgets, now) : [];
  // The chip names the state in a word; what exactly is wrong stands below it.
  const short = connection.state === 'trouble' ? 'Trouble' : state.text;

  return (
    <section class="stack" aria-label={`${siteName(connection.host)} with ${ledgerName(connection.ledger)}`}>
      <div class="row between">
        <div>
          <h2>{siteName(connection.host)}</h2>
          <div class="soft small">{[ledgerName(connection.ledger), connection.companyName].filter(Boolean).join(', ')}</div>
        </div>
        <Chip tone={state.tone} text={short} />
      </div>
      {connection.state === 'trouble' && <p class="error-text">{state.text}</p>}
      {meters.map((meter) => (
        <Meter key={meter.label} {...meter} />
      ))}
      {progress && (
        <Progress {...progress} />
      )}
      {hidden && <p class="soft small">{hidden}</p>}
      <CheckUpLine connection={connection} onSee={onCheckUp} />
      <ErrorLine text={error} />
      <div class="row">
        {connection.state === 'connected' ? (
          <Button best={!progress} disabled={busy || Boolean(progress)} onClick={() => void run(() => sendMessage('synchronize', { connection: connection.id }))}>
            Synchronize now
          </Button>
        ) : (
          <Button best onClick={onConnect}>
            {connection.state === 'sign-in-needed' ? 'Sign in' : 'Connect'}
          </Button>
        )}
      </div>
    </section>
  );
}
