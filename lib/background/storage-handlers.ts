import type { QuarantineRow } from '../storage/rows';
import { dropAlerts } from '../storage/alerts';
import type { SyncContext } from '../sync/context';
import { readDocumentKey, readJobKey } from '../sync/keys';
import type { Queue } from '../sync/queue';
import type { Handlers } from './router';
import { sentenceOf } from './storage';

type StorageHandlers = Pick<Handlers, 'dismissStorageAlert' | 'retryStorage' | 'removeSetAside' | 'sendSetAside'>;

/** What can be done about the storage itself and the records set aside in it. */
export function storageHandlers(context: SyncContext, queue: Queue): StorageHandlers {
  const { database } = context;
  const attempt = (work: () => Promise<unknown>) => work().then(() => ({ ok: true }) as const, (error: unknown) => ({ ok: false, message: sentenceOf(error) }) as const);

  const asideOf = async (seq: number): Promise<QuarantineRow> => {
    const aside = await database.quarantine.get(seq);
    if (!aside) throw new Error('That record is no longer here.');
    return aside;
  };
  const letGo = async (seq: number): Promise<void> => {
    await database.quarantine.delete(seq);
    context.changed('', null);
  };

  return {
    dismissStorageAlert: ({ kind }) => attempt(async () => {
      await dropAlerts([kind]);
      context.changed('', null);
    }),
    // Being here is the answer: the background came up.
    retryStorage: () => attempt(async () => {
      await dropAlerts(['full']);
      queue.work();
      context.changed('', null);
    }),
    removeSetAside: ({ seq }) => attempt(async () => letGo((await asideOf(seq)).seq ?? seq)),
    sendSetAside: ({ seq }) => attempt(async () => {
      const aside = await asideOf(seq);
      const job = readJobKey(aside.key);
      const read = job ?? readDocumentKey(aside.key);
      const connection = read && (await database.connections.get(read.connection));
      if (!read || !connection) throw new Error('Its connection is not here. Connect it again first.');
      await queue.request(connection, read.document, job?.action ?? 'send', 0);
      await letGo(seq);
    }),
  };
}
