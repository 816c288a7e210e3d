import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { Dialog } from '../../shared/Dialog';
import { ErrorLine } from '../../shared/ErrorLine';
import { ledgerName } from '../../shared/names';
import { useCommand } from '../../shared/useCommand';

/** Says what is lost before it is lost. */
export function RemoveDialog({ connection, onClose }: { connection: ConnectionRow; onClose: () => void }) {
  const { busy, error, run } = useCommand();
  const remove = async () => {
    const outcome = await run(() => sendMessage('forget', { connection: connection.id }));
    if (outcome?.ok) onClose();
  };
  return (
    <Dialog
      title={`Remove "${connection.id}"?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button danger best disabled={busy} onClick={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      <p>Lost are its keys, its mappings, its queue, and the record of which document became which entry.</p>
      <p class="soft">{`Nothing changes in ${ledgerName(connection.ledger)}. Export the settings first if you may want the mappings back.`}</p>
      <ErrorLine text={error} />
    </Dialog>
  );
}
