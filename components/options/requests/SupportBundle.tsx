import { useState } from 'preact/hooks';
import { dayOf } from '../../../lib/model/dates';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { Dialog } from '../../shared/Dialog';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { saveText } from '../saveText';

/** One file with what somebody who helps needs to know; what is in it stands there before it is made. */
export function SupportBundle() {
  const [isAsking, setAsking] = useState(false);
  const { busy, error, run } = useCommand();
  const close = () => setAsking(false);
  const make = async () => {
    const answer = await run(() => sendMessage('supportBundle', {}));
    if (!answer?.ok) return;
    saveText(`ledgerbar-support-${dayOf(Date.now())}.json`, answer.text);
    close();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Support bundle</Button>
      {isAsking && (
        <Dialog
          title="Save a support bundle?"
          onClose={close}
          actions={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button best disabled={busy} onClick={() => void make()}>
                Save the file
              </Button>
            </>
          }
        >
          <p>A JSON file for whoever helps you. It is saved on this computer and sent to nobody.</p>
          <ul class="bundle">
            <li>Version and browser, settings without keys, what each system can do, limits and what is left of them</li>
            <li>The last errors with their causes, the last 300 calls as this page shows them, and when what happened</li>
          </ul>
          <p>Keys, sign-ins, names, addresses, e-mail addresses, telephone, bank and VAT numbers are covered. Document numbers, amounts and the address of your site are in it.</p>
          <ErrorLine text={error} />
        </Dialog>
      )}
    </>
  );
}
