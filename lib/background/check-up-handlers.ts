import type { ConnectAnswer } from '../messages';
import { runCheckUp } from '../sync/check-up/run';
import type { SyncContext } from '../sync/context';
import { keepAwake } from './keep-awake';
import type { Handlers } from './router';
import { sentenceOf } from './storage';

/** The messages of the check-up. */
export const checkUpHandlers = (context: SyncContext): Pick<Handlers, 'checkUp'> => ({
  checkUp: ({ connection, extent }) => keepAwake(runCheckUp(context, connection, extent)).then(() => ({ ok: true as const }), (error: unknown) => ({ ok: false as const, message: sentenceOf(error) })),
});

/** A connection that was just made is looked over at once; the answer to Connect does not wait for it. */
export function checkNew(context: SyncContext, connection: string, answer: ConnectAnswer): void {
  if (answer.ok && answer.state === 'connected') void keepAwake(runCheckUp(context, connection, 'look')).catch(() => undefined);
}

/** What was read anew may have mended something: what is known is judged anew. */
export const checkKnown = (context: SyncContext, connection: string): Promise<void> => runCheckUp(context, connection, 'known').catch(() => undefined);
