import { useMemo } from 'preact/hooks';
import { ledgerOf } from '../../../lib/ledgers';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { slotKey, slotViews, type Booking, type Slot, type SlotView } from './slots';

/** A ledger this version does not know books in no journals. */
function hasJournals({ ledger }: ConnectionRow): boolean {
  try {
    return ledgerOf(ledger.system).capabilities.journals;
  } catch {
    return false;
  }
}

/** The journals and defaults of a connection, as they stand with what was chosen anew. */
export function useSlots(connection: ConnectionRow, booking: Booking): SlotView[] {
  const queries = useQueries();
  const { id, companyCurrency = '' } = connection;
  const mappings = useObservable(() => queries.mappings(id), [queries, id]);
  const reference = useObservable(() => queries.reference(id), [queries, id]);
  const journals = hasJournals(connection);
  return useMemo(() => slotViews(mappings ?? [], reference ?? [], { currency: companyCurrency, journals, booking }), [mappings, reference, companyCurrency, journals, booking]);
}

/** What was chosen, as mappings are set; an empty ledger value takes one away. Pure. */
export const changedSlots = (slots: readonly SlotView[], booking: Booking): (Pick<Slot, 'kind' | 'host' | 'hostName'> & { ledger: string })[] =>
  slots.flatMap(({ slot }) => {
    const ledger = booking[slotKey(slot)];
    return ledger === undefined ? [] : [{ kind: slot.kind, host: slot.host, hostName: slot.hostName, ledger }];
  });
