import type { SourceContact, SourceDocument, SourceKind, SourcePage, SourceProduct } from '../../ledgers/source';
import { CallFailure } from '../../net/failure';
import type { ConnectionRow, DocumentRow } from '../../storage/rows';
import { Blocked } from '../blocked';
import { noteConnection, type SyncContext } from '../context';
import { goes } from '../directions';
import { OutcomeUnknown } from '../once';
import type { Queue } from '../queue';
import type { Session } from '../session';
import { linkOf } from './bring';
import { bringContact, mappingOf, type Bringing } from './contacts';
import { noticeCopies } from './copies';
import { askEachTime, readWhole } from './directory';
import { bringProduct } from './products';
import { changedFields } from './update';
import { readValues } from './values';
import { sourceOf, writingOf } from './writing';

/** The job under which contacts and products are brought that no document asked for. */
const jobOf = ({ id }: Pick<ConnectionRow, 'id'>): string => `${id}/bring`;
/** More of them than this, and the host's are read whole instead of asked for one by one. */
const fewAtOnce = 10;

const kinds = ['contacts', 'products', 'invoices', 'bills'] as const satisfies SourceKind[];

/** The kinds that are brought from the ledger here, switched on and that way round. */
export const broughtKinds = (context: Pick<SyncContext, 'hostOf' | 'ledgerOf'>, connection: ConnectionRow): SourceKind[] =>
  kinds.filter((kind) => connection.sync[kind] && goes(context, connection, kind, 'to-host'));

/** One contact or product, named so that it can be asked for again: "contacts customer/5". */
const nameOf = (kind: 'contacts' | 'products', id: string): string => `${kind} ${id}`;

/** What keeps one record from being brought and says nothing of the others. */
const isItsOwn = (error: unknown): boolean => error instanceof Blocked || error instanceof OutcomeUnknown || (error instanceof CallFailure && ['refused', 'absent', 'unreadable', 'no-answer'].includes(error.kind));

/** Contacts and products of a page; returns those that could not be brought, each of which is said. */
async function bringMasters(context: SyncContext, session: Session, contacts: readonly SourceContact[], products: readonly SourceProduct[]): Promise<string[]> {
  const { connection } = session;
  const values = await readValues(context, connection);
  const writing = writingOf(session);
  const isNew = async (kind: 'contact' | 'product', id: string) => (await mappingOf(context, connection.id, kind, id)) === undefined;
  const fresh = { contacts: 0, products: 0 };
  for (const { id } of contacts) if (await isNew('contact', id)) fresh.contacts += 1;
  for (const { id } of products) if (await isNew('product', id)) fresh.products += 1;
  const directory = fresh.contacts + fresh.products > fewAtOnce ? readWhole(writing, context.now) : askEachTime(writing);
  const bringing: Bringing = { job: jobOf(connection), directory };
  const left: string[] = [];
  const each = async (kind: 'contacts' | 'products', { id, active }: { id: string; active: boolean }, name: string, work: () => Promise<unknown>) => {
    // What is not used any more is not brought; what was brought before is brought up to date.
    if (!active && (await isNew(kind === 'contacts' ? 'contact' : 'product', id))) return;
    try {
      await work();
    } catch (error) {
      if (!isItsOwn(error)) throw error;
      left.push(nameOf(kind, id));
      await noteConnection(context, connection, 'not-brought', `${name} could not be brought: ${error instanceof Error ? error.message : String(error)} It is tried again with the next synchronization.`, 'bad');
    }
  };
  for (const contact of contacts) await each('contacts', contact, contact.contact.name, () => bringContact(context, session, contact, bringing));
  for (const product of products) await each('products', product, `Product ${product.name}`, () => bringProduct(context, session, product, values, bringing));
  return left;
}

/** Those left over before, as the ledger has them now; one that is gone is left for good. */
async function readLeft(session: Session, names: readonly string[]): Promise<{ contacts: SourceContact[]; products: SourceProduct[] }> {
  const source = sourceOf(session);
  const found: { contacts: SourceContact[]; products: SourceProduct[] } = { contacts: [], products: [] };
  for (const name of names) {
    const [kind, id = ''] = name.split(' ');
    try {
      if (kind === 'contacts') found.contacts.push(await source.readContact(id));
      else found.products.push(await source.readProduct(id));
    } catch (error) {
      if (!(error instanceof CallFailure) || error.kind !== 'absent') throw error;
    }
  }
  return found;
}

/** Is there anything to do about a document the ledger told of? */
async function isNews(context: SyncContext, session: Session, source: SourceDocument): Promise<boolean> {
  const link = await linkOf(context, session.connection.id, session.connection.ledger.company, source.document.id);
  if (!link) return source.document.voided !== true;
  const isThere = link.remote === (source.document.voided ? 'voided' : 'present');
  return !isThere || (source.document.voided !== true && changedFields(link, source).length > 0);
}

/** Queues what is to be done about documents: each is a job of its own, so that one that is held up holds up no other. */
async function queueDocuments(context: SyncContext, session: Session, queue: Queue, { documents, gone }: Pick<SourcePage, 'documents' | 'gone'>): Promise<number> {
  const { connection } = session;
  let count = 0;
  for (const source of documents) {
    if (!(await isNews(context, session, source))) continue;
    await queue.request(connection, { kind: source.kind, id: source.document.id }, 'bring', 10, (job) => ({ ...job, source }));
    count += 1;
  }
  for (const { kind, id } of gone) {
    const link = await linkOf(context, connection.id, connection.ledger.company, id);
    if (!link || link.remote === 'deleted') continue;
    // Without what it was: whether it is gone is asked again.
    await queue.request(connection, { kind, id }, 'bring', 10, ({ source: _before, ...job }) => job);
    count += 1;
  }
  return count;
}

/** Documents that came from the ledger, for the list of documents: the host is not asked for them. */
async function listBrought(context: SyncContext, { id }: ConnectionRow): Promise<void> {
  const { database } = context;
  const links = await database.links.where({ connection: id }).filter(({ brought }) => brought === true).toArray();
  const known = new Set(await database.documents.bulkGet(links.map(({ key }) => key)).then((rows) => rows.flatMap((row) => row?.key ?? [])));
  const rows = links.filter(({ key }) => !known.has(key)).map((link): DocumentRow => ({
    key: link.key, connection: id, kind: link.document.kind, id: link.document.id, number: link.number, date: link.date, contactName: link.contactName, gross: link.total, currency: link.currency,
    modified: '', deleted: false, listedAt: context.now(),
  }));
  await database.documents.bulkPut(rows);
}

/**
 * Brings what changed in the ledger since the last time: contacts and products at once, documents as jobs. Page after page,
 * each remembered when everything of it is done or queued, so that a worker that dies goes on where it was. Returns how many
 * documents were queued.
 */
export async function pull(context: SyncContext, session: Session, queue: Queue): Promise<number> {
  const { database } = context;
  const { id, sync } = session.connection;
  const wanted = broughtKinds(context, session.connection);
  if (wanted.length === 0) return 0;
  const before = await database.connections.get(id);
  let cursor = before?.sourceCursor ?? null;
  let left: string[] = [];
  if (before?.sourceLeft && before.sourceLeft.length > 0) {
    const again = await readLeft(session, before.sourceLeft);
    left = await bringMasters(context, session, again.contacts, again.products);
    await database.connections.update(id, { sourceLeft: left });
  }
  let count = 0;
  for (;;) {
    const page = await sourceOf(session).readChanges(wanted, cursor, sync.startDate);
    left = [...new Set([...left, ...(await bringMasters(context, session, page.contacts, page.products))])];
    count += await queueDocuments(context, session, queue, page);
    cursor = page.cursor;
    await database.connections.update(id, { sourceCursor: cursor, sourceLeft: left });
    if (page.isLast) break;
  }
  await noticeCopies(context, session);
  await listBrought(context, session.connection);
  return count;
}
