import type { Outcome } from '../../../lib/messages';
import { sendMessage } from '../../../lib/messaging';
import type { DocumentRef } from '../../../lib/model/document';
import type { Action } from './actions';

/** As many as one message takes. */
const inOneMessage = 10_000;

const messages = { send: 'sendDocuments', fetch: 'fetchDocuments', retry: 'retryDocuments' } as const satisfies Record<Action, string>;

/** Asks the background for it, for as many documents as there are. Says how many jobs that made. */
export async function act(action: Action, connection: string, documents: readonly DocumentRef[]): Promise<Outcome<{ jobs: number }>> {
  let jobs = 0;
  for (let done = 0; done < documents.length; done += inOneMessage) {
    const outcome = await sendMessage(messages[action], { connection, documents: documents.slice(done, done + inOneMessage) });
    if (!outcome.ok) return outcome;
    jobs += outcome.jobs;
  }
  return { ok: true, jobs };
}

const purposes: Readonly<Record<Action, string>> = { send: 'to be sent', fetch: 'to be fetched', retry: 'to be tried again' };

/** "3 documents are queued to be sent." Pure. */
export const actWords = (action: Action, jobs: number): string => `${jobs === 1 ? '1 document is' : `${jobs} documents are`} queued ${purposes[action]}.`;
