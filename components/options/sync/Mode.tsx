import { ledgerOf } from '../../../lib/ledgers';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { ledgerName } from '../../shared/names';
import type { Sync } from './draft';

/** What "Automatic" does with documents that were sent before; empty where the ledger is not known. */
function changedWords({ ledger }: ConnectionRow): string {
  try {
    const { follows } = ledgerOf(ledger.system).capabilities;
    const [invoices, bills] = [follows(ledger, 'invoice'), follows(ledger, 'bill')];
    if (invoices === 'whole' && bills === 'whole') return ' Changes of a document follow until a payment is attached.';
    const pressed = `go to ${ledgerName(ledger)} only when you press Send.`;
    return bills === 'header' ? ` Of a bill that is changed later the header follows; its lines and later changes of invoices ${pressed}` : ` Later changes of a document ${pressed}`;
  } catch {
    return '';
  }
}

/** By hand, or by itself. */
export function Mode({ name, connection, mode, onChange }: { name: string; connection: ConnectionRow; mode: Sync['mode']; onChange: (mode: Sync['mode']) => void }) {
  const words = { manual: ['Manual', 'Nothing is sent unless you press Send.'], automatic: ['Automatic', `New documents are sent in the background.${changedWords(connection)}`] } as const;
  return (
    <div class="field" role="radiogroup" aria-label="Mode">
      {(['manual', 'automatic'] as const).map((each) => (
        <label key={each} class="check">
          <input type="radio" name={name} checked={mode === each} onChange={() => onChange(each)} />
          <span>
            {words[each][0]}
            <span class="soft small block">{words[each][1]}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
