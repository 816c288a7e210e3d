import type { DocumentRef } from '../model/document';
import type { LogLine, PageView } from '../model/view';
import { documentJournal } from '../storage/logs';
import type { ConnectionRow } from '../storage/rows';
import { bringJobKey, documentKey, jobKey, type SyncContext } from './context';
import { comesFrom, goes, syncedKindOf } from './directions';
import { toolbarView } from './toolbar';
import { seesBar } from './seen-by';

/** The connections whose bar belongs on a site's pages: everything that was connected once and has not been disconnected, and that the person of this browser may use. */
export const connectionsOfSite = (rows: readonly ConnectionRow[], origin: string): ConnectionRow[] =>
  rows.filter((row) => row.host.site === origin && row.state !== 'not-connected' && seesBar(row));

/** What the content script of a page of `origin` shows for a document. Read from the database alone: no call is made for looking. */
export async function pageView(context: SyncContext, origin: string, document: DocumentRef): Promise<PageView> {
  const { database } = context;
  const connections = connectionsOfSite(await database.connections.toArray(), origin);
  const toolbars = await Promise.all(
    connections.map(async (connection) => {
      const [link, send, fetch] = await Promise.all([
        database.links.get(documentKey(connection.id, document)),
        database.jobs.get(jobKey(connection.id, document, 'send')),
        database.jobs.get(jobKey(connection.id, document, 'fetch')),
      ]);
      const own = link && link.company === connection.ledger.company ? link : undefined;
      // What keeps a change of the ledger from being brought is shown where it is missing.
      const bring = own && (await database.jobs.get(bringJobKey(own)));
      const ledgerName = context.ledgerOf(connection.ledger.system).name;
      const isBrought = goes(context, connection, syncedKindOf[document.kind], 'to-host');
      return toolbarView({ connection, ledgerName, ...(isBrought ? { comesFrom: comesFrom(document.kind, ledgerName) } : {}), link: own, send, fetch: bring && bring.state !== 'done' ? bring : fetch, now: context.now(), ...(context.locale ? { locale: context.locale } : {}) });
    }),
  );
  const first = connections[0];
  return { document, host: first ? context.hostOf(first.host.system).name : '', toolbars };
}

/** The journal of one document, oldest first, for the Log region. */
export async function documentLog(context: SyncContext, connection: string, document: DocumentRef): Promise<LogLine[]> {
  const rows = await documentJournal(context.database, connection, `${document.kind}/${document.id}`);
  return rows.map(({ at, text, tone, raw }) => ({ at, text, tone, ...(raw ? { raw } : {}) }));
}
