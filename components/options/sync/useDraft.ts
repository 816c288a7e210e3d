import { useEffect, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { useCommand } from '../../shared/useCommand';
import { setUnsaved } from '../unsaved';
import type { SlotView } from './slots';
import { draftOf, sameSettings, withSync, type Draft } from './draft';
import { changedSlots } from './useSlots';

/** What the form of a connection shows and changes; nothing of it is kept before `save`. */
export function useDraft(connection: ConnectionRow) {
  const { id } = connection;
  const [draft, setDraft] = useState<Draft | null>(null);
  const { busy, error, run } = useCommand();
  const shown = draft ?? draftOf(connection);
  const changed = draft !== null && (!sameSettings(draft, connection) || Object.keys(draft.booking).length > 0);

  useEffect(() => {
    setUnsaved(`sync/${id}`, changed);
    return () => setUnsaved(`sync/${id}`, false);
  }, [changed, id]);

  /** The settings first, then each mapping; the first refusal ends it, and what was not saved stays in the form. */
  const save = async (event: Event, slots: readonly SlotView[]) => {
    event.preventDefault();
    if (!sameSettings(shown, connection)) {
      const outcome = await run(() => sendMessage('saveConnection', { connection: withSync(connection, shown) }));
      if (!outcome?.ok) return;
    }
    for (const { kind, host, hostName, ledger } of changedSlots(slots, shown.booking)) {
      const outcome = await run(() => (ledger === '' ? sendMessage('removeMapping', { connection: id, kind, host }) : sendMessage('setMapping', { connection: id, kind, host, ledger, hostName })));
      if (!outcome?.ok) return;
    }
    setDraft(null);
  };

  return { shown, changed, busy, error, run, change: (part: Partial<Draft>) => setDraft({ ...shown, ...part }), undo: () => setDraft(null), save };
}
