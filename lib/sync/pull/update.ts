import type { DocumentDraft } from '../../hosts/writing';
import type { SourceDocument } from '../../ledgers/source';
import { documentFields, sameField, snapshotOf, type DocumentField } from '../../ledgers/snapshot';
import { absolute, compareDecimals, isZero, minus } from '../../model/decimal';
import type { HostDocument } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { JobRow, LinkRow } from '../../storage/rows';
import { hashOf } from '../booking';
import { note, type SyncContext } from '../context';
import { capital, changedIn } from '../field-words';
import { hashesOf, hostSnapshotOf, type Hashes } from '../links';
import { createOnce } from '../once';
import { refreshPayment } from '../payments';
import type { Session } from '../session';
import { saysDraft } from './draft';
import { writingOf } from './writing';

/** The fields in which the ledger's document is another than when both were last brought together; all of them where that is not known. */
export const changedFields = ({ base }: Pick<LinkRow, 'base'>, { document }: SourceDocument): DocumentField[] =>
  documentFields.filter((field) => !base || !sameField(field, base.ledger, document));

/** Is anything of it paid, on either side? Then it stays as it is. */
export const isSettled = ({ open, document }: Pick<SourceDocument, 'open' | 'document'>, host: Pick<HostDocument, 'open' | 'paidInHost' | 'gross'>): boolean =>
  (open !== null && !isZero(minus(open, document.gross))) || host.paidInHost || (host.open !== null && compareDecimals(absolute(host.open), absolute(host.gross)) < 0);

/** The host's document of a link; null when it is gone there. */
async function readHost(session: Session, link: LinkRow): Promise<HostDocument | null> {
  try {
    const document = await session.host.readDocument(link.document);
    return document.deleted ? null : document;
  } catch (error) {
    if (error instanceof CallFailure && error.kind === 'absent') return null;
    throw error;
  }
}

async function tell(context: SyncContext, job: JobRow, link: LinkRow, event: string, text: string): Promise<void> {
  await note(context, { ...job, document: link.document }, event, text, 'warn');
}

/** Remembers what the ledger says now, where nothing of it is to be written. */
const rebase = (context: SyncContext, link: LinkRow, { document }: SourceDocument): Promise<unknown> =>
  context.database.links.update(link.key, { drift: [], remote: 'present', ...(link.base ? { base: { ...link.base, ledger: snapshotOf(document) } } : {}) });

interface Found {
  document: HostDocument;
  hashes: Hashes;
}

/**
 * Brings a change of the ledger's document to the host's, while nothing of it is paid and nobody changed it there. What is
 * not written over is marked on the link, and said. Returns what was done in one sentence.
 */
export async function updateInHost(context: SyncContext, session: Session, job: JobRow, source: SourceDocument, link: LinkRow, draft: () => Promise<DocumentDraft>): Promise<string> {
  const { connection } = session;
  const { links } = context.database;
  const hostName = context.hostOf(connection.host.system).name;
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  const changed = changedFields(link, source);
  const isOpen = (await context.database.intents.get(`${link.key}/host-update`)) !== undefined;
  if (changed.length === 0 && !isOpen) {
    if (link.remote !== 'present' || link.base?.ledger.version !== source.document.version) await rebase(context, link, source);
    return `As it is in ${ledgerName}`;
  }
  const what = capital(changedIn(changed, source.kind, ledgerName));
  const leave = async (why: string, marks: Partial<LinkRow> = {}): Promise<string> => {
    const isNew = changed.some((field) => !link.drift?.includes(field));
    await links.update(link.key, { drift: changed, remote: 'present', ...marks });
    if (isNew) await tell(context, job, link, 'left', `${what}. ${why}`);
    return `${what}; ${hostName} is left as it is`;
  };

  const host = await readHost(session, link);
  if (!host) return leave(`It is deleted in ${hostName}, and stays so.`);
  const before = await hashesOf(host);
  const wanted = await draft();
  const isDone = saysDraft(host, wanted);
  const isOurs = before.linesHash === link.linesHash && before.headerHash === link.headerHash;
  if (!isDone && !isOurs) return leave(`It was changed in ${hostName} as well, and is left there as it is.`, { changed: true });
  if (!isDone && isSettled(source, host)) return leave('It is paid, wholly or in part, and is not changed any more.');

  let fresh: HostDocument | null = host;
  await createOnce<Found>(context, {
    key: `${link.key}/host-update`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: await hashOf(wanted),
    search: { document: link.document },
    window: writingOf(session).consistencyWindow,
    // What was written before may still be under way: the next change waits until it cannot be.
    find: async () => {
      const now = fresh ?? (await session.host.readDocument(link.document));
      fresh = null;
      return saysDraft(now, wanted) ? { document: now, hashes: await hashesOf(now) } : null;
    },
    create: async () => {
      const document = await writingOf(session).updateDocument(link.document.id, wanted);
      return { document, hashes: await hashesOf(document) };
    },
    settle: ({ document, hashes }) =>
      links.update(link.key, {
        number: document.number, total: source.document.gross, currency: source.document.currency, contactName: document.contact?.name ?? link.contactName, date: document.date,
        linesHash: hashes.linesHash, headerHash: hashes.headerHash, changed: false, drift: [], remote: 'present', ledgerContact: source.document.contact, ledgerNumber: source.document.number,
        base: { host: hostSnapshotOf(document, hashes), ledger: snapshotOf(source.document) },
      }),
  });
  await refreshPayment(context, { ...link, total: source.document.gross });
  await note(context, { ...job, document: link.document }, 'brought', `${what}; it is brought here.`, 'ok');
  context.changed(connection.id, link.document);
  return `Updated from ${ledgerName}`;
}
