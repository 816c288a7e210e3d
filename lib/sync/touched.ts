import type { ConnectionRow, DocumentRow, LinkRow } from '../storage/rows';
import type { SyncContext } from './context';

/** Documents that were sent, and of which the host's list says that they were changed since they were last read: known without a call for each. */

/** Does the host's list tell of a change that nobody has looked at? Unknown is no. Pure. */
export function isTouched(link: Pick<LinkRow, 'hostModified' | 'readAs'>, row: Pick<DocumentRow, 'modified' | 'deleted'>): boolean {
  const read = link.readAs ?? link.hostModified;
  return read !== undefined && row.modified !== '' && !row.deleted && row.modified !== read;
}

/** Marks the links of listed documents that the host says were changed since, and takes the mark off the others. Only what differs is written. */
export async function noticeTouched({ database }: SyncContext, connection: ConnectionRow, rows: readonly DocumentRow[]): Promise<void> {
  await database.transaction('rw', database.links, async () => {
    const links = await database.links.bulkGet(rows.map(({ key }) => key));
    const marks = rows.flatMap((row, index) => {
      const link = links[index];
      if (!link || link.company !== connection.ledger.company) return [];
      const touched = isTouched(link, row);
      return touched === (link.touched ?? false) ? [] : [{ key: row.key, changes: { touched } }];
    });
    await database.links.bulkUpdate(marks);
  });
}

/** The document was read: what the list told of it is known now. */
export const noticeReading = async ({ database }: SyncContext, link: Pick<LinkRow, 'key'>, { modified }: { modified: string }): Promise<void> =>
  void (await database.links.update(link.key, { readAs: modified, touched: false }));
