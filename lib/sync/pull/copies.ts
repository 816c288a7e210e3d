import { dayOf } from '../../model/dates';
import { sameDecimal } from '../../model/decimal';
import type { DocumentSummary } from '../../model/document';
import type { LinkRow } from '../../storage/rows';
import { bringJobKey, documentKey, note, type SyncContext } from '../context';
import { problem } from '../problems';
import type { Session } from '../session';

/**
 * A browser may send one request twice, and two browsers may bring one document at the same moment: the host knows no such
 * request again and makes two. They are shown; nothing is ever deleted in the host.
 */

const oneDay = 86_400_000;

/** Documents of the host that say the same as a linked one in everything a list tells, and are linked to nothing. Pure. */
export const copiesOf = (link: LinkRow, listed: readonly DocumentSummary[], linked: ReadonlySet<string>): DocumentSummary[] =>
  listed.filter(
    ({ ref, number, date, contactName, gross, currency, deleted }) =>
      !deleted && ref.kind === link.document.kind && ref.id !== link.document.id && !linked.has(documentKey(link.connection, ref)) &&
      number === link.number && date === link.date && contactName === link.contactName && currency === link.currency && gross !== null && sameDecimal(gross, link.total),
  );

async function show(context: SyncContext, link: LinkRow, copies: readonly DocumentSummary[], hostName: string): Promise<void> {
  const { database } = context;
  const job = await database.jobs.get(bringJobKey(link));
  if (!job || job.state !== 'done') return;
  const many = copies.length === 1 ? 'a second document' : `${copies.length} more documents`;
  const found = problem('host-copies', `${hostName} has ${many} like ${link.number || 'this one'}, of the same day, contact and total.`, [{ id: 'accept', label: 'It is right so', action: { type: 'accept-difference' } }],
    `The one with the id ${link.document.id} is the one that was brought. Delete what is too many there (${copies.map(({ ref }) => ref.id).join(', ')}).`);
  await database.jobs.update(job.id, { state: 'blocked', problems: [found], updatedAt: context.now() });
  await note(context, { ...job, document: link.document }, 'copies', found.message, 'warn');
  context.changed(link.connection, link.document);
}

/** Looks once for copies of what was brought since the last look: a call for each kind that came. */
export async function noticeCopies(context: SyncContext, session: Session): Promise<void> {
  const { database } = context;
  const { id, sync } = session.connection;
  const since = (await database.connections.get(id))?.copiesAt ?? 0;
  const now = context.now();
  const links = await database.links.where({ connection: id }).toArray();
  const fresh = links.filter((link) => link.brought && !link.adopted && link.sentAt >= since);
  if (fresh.length === 0) return;
  const linked = new Set(links.map(({ key }) => key));
  for (const kind of new Set(fresh.map(({ document }) => document.kind))) {
    const own = fresh.filter(({ document }) => document.kind === kind);
    const listed = await session.host.listDocuments(kind, sync.startDate, { changedSince: dayOf(Math.min(...own.map(({ sentAt }) => sentAt)) - oneDay) });
    for (const link of own) {
      const copies = copiesOf(link, listed, linked);
      if (copies.length > 0) await show(context, link, copies, context.hostOf(session.connection.host.system).name);
    }
  }
  await database.connections.update(id, { copiesAt: now });
}
