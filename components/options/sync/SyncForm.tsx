import { useEffect, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { bookmarkedKindsOf } from '../../shared/bookmarks';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useQueries } from '../../shared/queries';
import { useCommand } from '../../shared/useCommand';
import { useNow } from '../../shared/useNow';
import { useObservable } from '../../shared/useObservable';
import { setUnsaved } from '../unsaved';
import { goesToLedger, sameSync, withSync, type Sync } from './draft';
import { Frequency } from './Frequency';
import { Mode } from './Mode';
import { Parts } from './Parts';
import { StartDate } from './StartDate';
import { useInterval } from './useInterval';

/** Mode, start, and what is brought over which way. Nothing changes before Save. */
export function SyncForm({ connection }: { connection: ConnectionRow }) {
  const queries = useQueries();
  const now = useNow(30_000);
  const [draft, setDraft] = useState<Sync | null>(null);
  const { busy, error, run } = useCommand();
  const values = useObservable(() => queries.hostReference(connection.id), [queries, connection.id]);
  const shown = draft ?? connection.sync;
  const interval = useInterval(connection, shown, now);
  const changed = draft !== null && !sameSync(draft, connection.sync);
  const locked = Boolean(connection.locked);
  const hasBookmarks = bookmarkedKindsOf(connection.host).some((kind) => goesToLedger(shown, kind));

  useEffect(() => {
    setUnsaved(`sync/${connection.id}`, changed);
    return () => setUnsaved(`sync/${connection.id}`, false);
  }, [changed, connection.id]);

  const change = (part: Partial<Sync>) => setDraft({ ...shown, ...part });
  const save = async (event: Event) => {
    event.preventDefault();
    const outcome = await run(() => sendMessage('saveConnection', { connection: withSync(connection, shown) }));
    if (outcome?.ok) setDraft(null);
  };

  return (
    <form class="sync-form" aria-label={`Sync settings of ${connection.id}`} onSubmit={(event) => void save(event)}>
      <fieldset disabled={locked} class="columns">
        <div class="stack">
          <Mode name={`mode-${connection.id}`} connection={connection} mode={shown.mode} onChange={(mode) => change({ mode })} />
          {shown.mode === 'automatic' && (
            <Frequency minutes={shown.everyMinutes} interval={interval} nextRunAt={connection.nextRunAt} now={now} onChange={(everyMinutes) => setDraft({ ...shown, everyMinutes })} />
          )}
          <StartDate connection={connection} value={shown.startDate} now={now} onChange={(startDate) => change({ startDate })} />
        </div>
        <div class="stack">
          <Parts connection={connection} sync={shown} values={values ?? []} onChange={setDraft} />
          {hasBookmarks && (
            <div class="row between">
              <p class="soft small grow">What is outside of a bookmark goes over only when Send is pressed on its own page.</p>
              <Button small quiet disabled={busy || connection.state !== 'connected'} title="Read the bookmarks, with the other reference data, anew" onClick={() => void run(() => sendMessage('refreshReference', { connection: connection.id }))}>
                Read bookmarks again
              </Button>
            </div>
          )}
        </div>
      </fieldset>
      {locked && <p class="soft small">Set by your organisation, cannot be changed here.</p>}
      <ErrorLine text={error} />
      {changed && (
        <div class="row unsaved">
          <span>Not saved yet.</span>
          <Button small best type="submit" disabled={busy || !shown.startDate}>
            Save
          </Button>
          <Button small onClick={() => setDraft(null)}>
            Undo
          </Button>
        </div>
      )}
    </form>
  );
}
