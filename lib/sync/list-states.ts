import { refKey, type DocumentRef } from '../model/document';
import type { ListChip, ListState } from '../model/view';
import type { ConnectionRow } from '../storage/rows';
import { bringJobKey, documentKey, jobKey, type SyncContext } from './context';
import { goes, syncedKindOf } from './directions';
import { connectionsOfSite } from './page-view';
import { stateOf } from './state';

/** Both are numbers, and the first is the greater. */
const isLater = (id: string, than: string): boolean => /^\d{1,15}$/.test(id) && /^\d{1,15}$/.test(than) && Number(id) > Number(than);

/**
 * Is a document of which nothing is known to be sent? One made since the list was last read is: hosts count upward. One that
 * the list left out is before the start date or outside a bookmark, and says nothing. `newest`: the greatest id listed of the
 * kind; null where nothing was. Pure.
 */
export function isDue(connection: Pick<ConnectionRow, 'sync' | 'listedWholeAt'>, { kind, id }: DocumentRef, newest: string | null): boolean {
  if (connection.listedWholeAt === undefined) return true;
  return connection.sync.bookmarks?.[syncedKindOf[kind]] === undefined && (newest === null || isLater(id, newest));
}

/** The greatest id listed of each kind. */
async function newestListed({ database }: SyncContext, connection: string): Promise<Map<string, string>> {
  const newest = new Map<string, string>();
  for (const key of (await database.documents.where({ connection }).primaryKeys()) as string[]) {
    const [kind = '', id = ''] = key.slice(connection.length + 1).split('/');
    const known = newest.get(kind);
    if (known === undefined || isLater(id, known)) newest.set(kind, id);
  }
  return newest;
}

/** The chips of one connection, by document. */
async function chipsOf(context: SyncContext, connection: ConnectionRow, documents: readonly DocumentRef[], short: string): Promise<Map<string, ListChip>> {
  const { database, now } = context;
  const keys = documents.map((document) => documentKey(connection.id, document));
  const [rows, links, sends, fetches] = await Promise.all([
    database.documents.bulkGet(keys),
    database.links.bulkGet(keys),
    database.jobs.bulkGet(documents.map((document) => jobKey(connection.id, document, 'send'))),
    database.jobs.bulkGet(documents.map((document) => jobKey(connection.id, document, 'fetch'))),
  ]);
  const own = links.map((link) => (link?.company === connection.ledger.company ? link : undefined));
  const brings = new Map((await database.jobs.bulkGet(own.flatMap((link) => (link ? [bringJobKey(link)] : [])))).flatMap((job) => (job && job.state !== 'done' ? [[job.id, job] as const] : [])));
  let newest: Map<string, string> | null = null;
  const chips = new Map<string, ListChip>();
  for (const [index, document] of documents.entries()) {
    const [row, link, send, fetch] = [rows[index], own[index], sends[index], fetches[index]];
    if (row?.deleted && !link) continue;
    if (!row && !link && !send) {
      const kind = syncedKindOf[document.kind];
      if (!connection.sync[kind] || !goes(context, connection, kind, 'to-ledger')) continue;
      newest ??= await newestListed(context, connection.id);
      if (!isDue(connection, document, newest.get(document.kind) ?? null)) continue;
    }
    const { word, tone, busy } = stateOf({ job: send, fetchJob: (link && brings.get(bringJobKey(link))) ?? fetch, link }, now(), context.locale);
    chips.set(refKey(document), { ledger: context.ledgerOf(connection.ledger.system).name, short, word, tone, busy });
  }
  return chips;
}

/** What stands in front of the word: nothing for one ledger, its short name for several, the company too where two are of one name. */
function shortNames(context: SyncContext, connections: readonly ConnectionRow[]): string[] {
  if (connections.length < 2) return connections.map(() => '');
  const names = connections.map(({ ledger }) => context.ledgerOf(ledger.system).shortName);
  return connections.map(({ id, companyName }, index) => (names.filter((name) => name === names[index]).length > 1 ? `${names[index]}, ${companyName ?? id}` : (names[index] ?? '')));
}

/** What the chips of a list page of `origin` say: from what is stored, without a call. A document of which nothing is to be said is left out. */
export async function listStates(context: SyncContext, origin: string, documents: readonly DocumentRef[]): Promise<ListState[]> {
  const connections = connectionsOfSite(await context.database.connections.toArray(), origin);
  const names = shortNames(context, connections);
  const all = await Promise.all(connections.map((connection, index) => chipsOf(context, connection, documents, names[index] ?? '')));
  return documents.flatMap((document) => {
    const chips = all.flatMap((of) => of.get(refKey(document)) ?? []);
    return chips.length > 0 ? [{ document, chips }] : [];
  });
}
