import { sendMessage } from '../../../lib/messaging';
import { kindNames } from '../../../lib/mapping/kinds';
import type { MappingRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { Dialog } from '../../shared/Dialog';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import type { MappingLine } from './line';

/** Says what will be done without the mapping, before it is gone. */
export function RemoveMapping({ connection, line, mapping, ledgerName, onClose }: { connection: string; line: MappingLine; mapping: MappingRow; ledgerName: string; onClose: () => void }) {
  const { busy, error, run } = useCommand();
  const { kind } = line;
  const remove = async () => {
    const outcome = await run(() => sendMessage('removeMapping', { connection, kind, host: mapping.host }));
    if (outcome?.ok) onClose();
  };
  const then = {
    contact: `With its next document the contact is looked for in ${ledgerName} again, by code, VAT number and name.`,
    product: `With its next document the product is looked for in ${ledgerName} again, by its code.`,
    other: `Without it the ${kindNames[kind].one} is matched by itself where that is certain; otherwise its documents wait until you choose.`,
  };
  return (
    <Dialog
      title={`Remove the mapping of "${line.name}"?`}
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
      <p>{`It is ${mapping.ledgerName ?? line.ledger?.name ?? mapping.ledger} now.`}</p>
      <p>{kind === 'contact' || kind === 'product' ? then[kind] : then.other}</p>
      <p class="soft">What was sent stays as it is.</p>
      <ErrorLine text={error} />
    </Dialog>
  );
}
