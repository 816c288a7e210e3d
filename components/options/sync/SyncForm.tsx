import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { seesBar } from '../../../lib/sync/seen-by';
import { bookmarkedKindsOf } from '../../shared/bookmarks';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useQueries } from '../../shared/queries';
import { useNow } from '../../shared/useNow';
import { useObservable } from '../../shared/useObservable';
import { BookingFields } from './Booking';
import { bookingWords, slotKey } from './slots';
import { ContactStatus } from './ContactStatus';
import { faultsOf, goesToLedger, type Sync } from './draft';
import { Folded } from './Folded';
import { Frequency } from './Frequency';
import { TryIt } from './TryIt';
import { Me, seenWords } from './Me';
import { Mode } from './Mode';
import { NotifyFields, notifyWords } from './Notify';
import { Parts } from './Parts';
import { StartDate } from './StartDate';
import { useDraft } from './useDraft';
import { useInterval } from './useInterval';
import { useSlots } from './useSlots';
import { usersWords, WhoSees } from './WhoSees';

/** Mode, start, what is brought over which way, how it is booked, who may use it and who is told. Nothing changes before Save. */
export function SyncForm({ connection }: { connection: ConnectionRow }) {
  const queries = useQueries();
  const now = useNow(30_000);
  const { shown, changed, busy, error, run, change, undo, save } = useDraft(connection);
  const { sync, salesAs, booking } = shown;
  const values = useObservable(() => queries.hostReference(connection.id), [queries, connection.id]);
  const slots = useSlots(connection, booking);
  const interval = useInterval(connection, sync, now);
  const faults = faultsOf(sync);
  const locked = Boolean(connection.locked);
  const hasBookmarks = bookmarkedKindsOf(connection.host).some((kind) => goesToLedger(sync, kind));
  const changeSync = (part: Partial<Sync>) => change({ sync: { ...sync, ...part } });

  return (
    <form class="sync-form" aria-label={`Sync settings of ${connection.id}`} noValidate onSubmit={(event) => void save(event, slots)}>
      <fieldset disabled={locked} class="columns">
        <div class="stack">
          <Mode name={`mode-${connection.id}`} connection={connection} mode={sync.mode} onChange={(mode) => changeSync({ mode })} />
          {sync.mode === 'automatic' && (
            <Frequency minutes={sync.everyMinutes} interval={interval} nextRunAt={connection.nextRunAt} now={now} onChange={(everyMinutes) => change({ sync: { ...sync, everyMinutes } })} />
          )}
          <StartDate connection={connection} sync={sync} now={now} onChange={(startDate) => changeSync({ startDate })} />
        </div>
        <div class="stack">
          <Parts connection={connection} sync={sync} values={values ?? []} onChange={(next) => change({ sync: next })} />
          {goesToLedger(sync, 'contacts') && <ContactStatus connection={connection} value={sync.contactStatus} onChange={(contactStatus) => changeSync({ contactStatus })} />}
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
      <Folded title="Journals and defaults" words={bookingWords(slots)} needsYou={slots.some(({ isGone }) => isGone)}>
        <fieldset disabled={locked}>
          <BookingFields connection={connection} views={slots} salesAs={salesAs} onSalesAs={(next) => change({ salesAs: next })} onChoose={({ slot }, code) => change({ booking: { ...booking, [slotKey(slot)]: code } })} />
        </fieldset>
      </Folded>
      <Folded title="Who sees the bar" words={[usersWords(sync.users ?? []), seenWords(connection)].filter(Boolean).join('. ')} needsYou={!seesBar(connection)}>
        <div class="columns">
          <fieldset disabled={locked}>
            <WhoSees connection={connection} users={sync.users ?? []} error={faults.users} onChange={(users) => changeSync({ users })} />
          </fieldset>
          <Me connection={connection} />
        </div>
      </Folded>
      <Folded title="Being told" words={notifyWords(sync.notify ?? {}, connection.webhookHost)} needsYou={connection.notified?.failingSince !== undefined}>
        <fieldset disabled={locked}>
          <NotifyFields connection={connection} sync={sync} faults={faults} onChange={(notify) => changeSync({ notify })} />
        </fieldset>
        <TryIt connection={connection} changed={changed} />
      </Folded>
      {locked && <p class="soft small">Set by your organisation, cannot be changed here.</p>}
      <ErrorLine text={error} />
      {changed && (
        <div class="row unsaved">
          <span>Not saved yet.</span>
          <Button small best type="submit" disabled={busy || !sync.startDate || Object.keys(faults).length > 0}>
            Save
          </Button>
          <Button small onClick={undo}>
            Undo
          </Button>
        </div>
      )}
    </form>
  );
}
