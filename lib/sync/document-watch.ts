import type { Observable, Observer } from 'dexie';
import { onChange, type ChangedKeys } from '../storage/changes';
import type { LedgerbarDatabase } from '../storage/database';
import type { ConnectionRow, JobRow, LinkRow } from '../storage/rows';
import { bringJobKey } from './context';
import { DocumentBook } from './document-book';
import type { DocumentFacts, DocumentLine } from './document-lines';

/** The lines of a connection's documents and how many of them were made anew so far. */
export interface DocumentList {
  lines: readonly DocumentLine[];
  rebuilt: number;
}

/** As much of a live query as its watchers use. */
export type Live<T> = Pick<Observable<T>, 'subscribe'>;

/** Changes that come within so many milliseconds are shown together: a backlog changes several documents a second. */
const together = 120;

const unlessDone = (job: JobRow | undefined): JobRow | undefined => (job && job.state !== 'done' ? job : undefined);

/** Documents of a connection with their states, read once whole; then what was written since, document by document. */
export class DocumentWatch {
  private readonly book = new DocumentBook();
  private readonly changed = new Set<string>();
  private isAllDue = true;
  private reading = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stop: () => void;
  private ended = false;

  constructor(
    private readonly database: LedgerbarDatabase,
    private readonly connection: Pick<ConnectionRow, 'id' | 'ledger'>,
    private readonly tell: (list: DocumentList) => void,
    private readonly fail: (error: unknown) => void,
  ) {
    this.stop = onChange(database.name, ['documents', 'links', 'jobs'], (table, keys) => this.note(table, keys));
    void this.read();
  }

  end(): void {
    this.ended = true;
    this.stop();
    clearTimeout(this.timer);
  }

  private note(table: string, keys: ChangedKeys): void {
    const own = `${this.connection.id}/`;
    if (keys === 'all') this.isAllDue = true;
    else for (const key of keys) if (key.startsWith(own)) this.changed.add(table === 'jobs' ? key : `${key}/`);
    if (this.isAllDue || this.changed.size > 0) this.timer ??= setTimeout(() => void this.read(), together);
  }

  private async read(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.reading || this.ended) return;
    this.reading = true;
    const keys = [...this.changed];
    const all = this.isAllDue;
    let isLost = false;
    this.changed.clear();
    this.isAllDue = false;
    try {
      if (all) this.book.load(await this.everything());
      else this.book.apply(await this.factsOf(await this.documentsOf(keys)));
      if (!this.ended) this.tell({ lines: this.book.lines, rebuilt: this.book.rebuilt });
    } catch (error) {
      // Whatever was missed is read with the next change.
      if (!this.ended) this.fail(error);
      isLost = true;
    }
    this.reading = false;
    if (this.isAllDue || this.changed.size > 0) this.timer ??= setTimeout(() => void this.read(), together);
    if (isLost) this.isAllDue = true;
  }

  /** A link to another company of the ledger says nothing of this one. */
  private own(link: LinkRow | undefined): LinkRow | undefined {
    return link?.company === this.connection.ledger.company ? link : undefined;
  }

  private facts(key: string, of: { row?: DocumentFacts['row']; link?: LinkRow | undefined }, jobs: (id: string) => JobRow | undefined): DocumentFacts {
    const link = this.own(of.link);
    return { row: of.row, link, send: jobs(`${key}/send`), fetch: (link && unlessDone(jobs(bringJobKey(link)))) ?? jobs(`${key}/fetch`) };
  }

  private async everything(): Promise<Iterable<DocumentFacts>> {
    const { documents, links, jobs } = this.database;
    const connection = this.connection.id;
    const [rows, linked, queued] = await Promise.all([documents.where({ connection }).toArray(), links.where({ connection }).toArray(), jobs.where({ connection }).toArray()]);
    const rowOf = new Map(rows.map((row) => [row.key, row]));
    const linkOf = new Map(linked.map((link) => [link.key, link]));
    const jobOf = new Map(queued.map((job) => [job.id, job]));
    return [...new Set([...rowOf.keys(), ...linkOf.keys()])].map((key) => this.facts(key, { row: rowOf.get(key), link: linkOf.get(key) }, (id) => jobOf.get(id)));
  }

  /** The documents that changed keys are of: a job that brings one is named by the ledger's id of it. */
  private async documentsOf(keys: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const key of keys) {
      const document = key.slice(0, key.lastIndexOf('/'));
      if (!key.endsWith('/bring')) found.add(document);
      else for (const link of await this.database.links.where({ connection: this.connection.id, ledgerId: document.slice(document.lastIndexOf('/') + 1) }).primaryKeys()) found.add(link as string);
    }
    return [...found];
  }

  private async factsOf(keys: readonly string[]): Promise<Map<string, DocumentFacts>> {
    const { documents, links, jobs } = this.database;
    const [rows, linked] = await Promise.all([documents.bulkGet([...keys]), links.bulkGet([...keys])]);
    const ids = keys.flatMap((key, index) => [`${key}/send`, `${key}/fetch`, ...(linked[index] ? [bringJobKey(linked[index])] : [])]);
    const jobOf = new Map((await jobs.bulkGet(ids)).flatMap((job) => (job ? [[job.id, job] as const] : [])));
    return new Map(keys.map((key, index) => [key, this.facts(key, { row: rows[index], link: linked[index] }, (id) => jobOf.get(id))]));
  }
}

/** The list as a live query: whoever subscribes gets it whole, and again whenever a document of it has changed. */
export const watchDocuments = (database: LedgerbarDatabase, connection: Pick<ConnectionRow, 'id' | 'ledger'>): Live<DocumentList> => ({
  subscribe(observer?: unknown) {
    const { next, error } = (typeof observer === 'function' ? { next: observer } : (observer ?? {})) as Observer<DocumentList>;
    const watch = new DocumentWatch(database, connection, (list) => next?.(list), (failure) => error?.(failure));
    let closed = false;
    return {
      get closed() {
        return closed;
      },
      unsubscribe() {
        closed = true;
        watch.end();
      },
    };
  },
});
