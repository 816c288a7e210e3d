import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from '../sync/context';
import { listStates } from '../sync/list-states';
import { fetchMany, retryMany, sendMany } from '../sync/many';
import type { Queue } from '../sync/queue';
import { openSession } from '../sync/session';
import { listDocuments } from '../sync/synchronize';
import { keepAwake } from './keep-awake';
import type { Handlers } from './router';
import { sentenceOf } from './storage';

const jobsOf = (work: Promise<number>) => work.then((jobs) => ({ ok: true as const, jobs }), (error: unknown) => ({ ok: false as const, message: sentenceOf(error) }));

/** Messages about several documents: those of the Documents page, and of the lists of a host. */
export function documentHandlers(context: SyncContext, queue: Queue, connectionOf: (id: string) => Promise<ConnectionRow>): Pick<Handlers, 'sendDocuments' | 'fetchDocuments' | 'retryDocuments' | 'listDocuments' | 'listStates'> {
  return {
    sendDocuments: ({ connection, documents }) => jobsOf(connectionOf(connection).then((row) => sendMany(queue, row, documents))),
    fetchDocuments: ({ connection, documents }) => jobsOf(connectionOf(connection).then((row) => fetchMany(context, queue, row, documents))),
    retryDocuments: ({ connection, documents }) => jobsOf(connectionOf(connection).then((row) => retryMany(context, queue, row, documents))),
    listDocuments: async ({ connection }) => {
      try {
        await keepAwake(listDocuments(context, await openSession(context, await connectionOf(connection))));
        return { ok: true };
      } catch (error) {
        return { ok: false, message: sentenceOf(error) };
      }
    },
    // Of the connections of the page's own site alone, whatever it asks for.
    listStates: ({ documents }, { origin }) => listStates(context, origin, documents),
  };
}
