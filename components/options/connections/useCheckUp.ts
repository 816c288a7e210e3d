import { browser } from 'wxt/browser';
import type { Outcome } from '../../../lib/messages';
import { sendMessage } from '../../../lib/messaging';
import type { Fix } from '../../../lib/model/problem';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { useCommand } from '../../shared/useCommand';

const done: Outcome = { ok: true };

/** Does what a button of the check-up stands for, then has what is known judged anew. */
export function useCheckUp(connection: ConnectionRow, onConnect: () => void) {
  const { busy, error, run } = useCommand();
  const { id, host } = connection;
  const judgeAnew = () => sendMessage('checkUp', { connection: id, extent: 'known' });

  const fix = ({ action }: Fix, choice: string | undefined): void => {
    switch (action.type) {
      case 'map': {
        const ledger = action.ledger ?? choice;
        if (ledger === undefined) return;
        const change = { connection: id, kind: action.kind, host: action.host, ledger, suggested: action.ledger !== undefined };
        return void run(async () => {
          const outcome = await sendMessage('setMapping', change);
          return outcome.ok ? judgeAnew() : outcome;
        });
      }
      case 'refresh-reference':
        return void run(() => sendMessage('refreshReference', { connection: id }));
      case 'grant-access': {
        // In the press itself: later the browser refuses to ask.
        const asked = browser.permissions.request({ origins: action.origins });
        return void run(async () => ((await asked) ? judgeAnew() : { ok: false, message: 'Access was not given, so nothing can be read or booked there.' }));
      }
      case 'sign-in':
        return onConnect();
      case 'open-options':
        return void (location.hash = action.route);
      case 'open-host':
        return void run(async () => {
          await browser.tabs.create({ url: host.site });
          return done;
        });
      default:
        return;
    }
  };
  return { busy, error, fix, check: () => void run(() => sendMessage('checkUp', { connection: id, extent: 'whole' })) };
}
