import type { DocumentDraft } from '../../hosts/writing';
import type { SourceDocument } from '../../ledgers/source';
import { formatAmount } from '../../model/money';
import type { HostDocument } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { JobRow, LinkRow } from '../../storage/rows';
import { Blocked } from '../blocked';
import { note, type SyncContext } from '../context';
import { comesFrom, goes, syncedKindOf } from '../directions';
import { readLinked } from '../links';
import { problem } from '../problems';
import type { SendResult } from '../send-result';
import type { Session } from '../session';
import { contactFor, type Bringing } from './contacts';
import { createInHost } from './create';
import { askEachTime } from './directory';
import { checkSource, draftLines, draftOf, totalOff, type ResolvedLine } from './draft';
import { productFor } from './products';
import { updateInHost } from './update';
import { readValues } from './values';
import { sourceOf, writingOf } from './writing';

/** The link of one of the ledger's documents. */
export const linkOf = ({ database }: SyncContext, connection: string, company: string, ledgerId: string): Promise<LinkRow | undefined> =>
  database.links
    .where({ connection, ledgerId })
    .filter((link) => link.company === company)
    .first();

/** Everything the document points to, in the host; brought where it is not there. Throws Blocked with all that is missing. */
async function prepare(context: SyncContext, session: Session, job: JobRow, source: SourceDocument): Promise<DocumentDraft> {
  const { connection } = session;
  const values = await readValues(context, connection);
  const names = { host: context.hostOf(connection.host.system).name, ledger: context.ledgerOf(connection.ledger.system).name };
  const problems = checkSource(source, values, names);
  if (problems.length > 0) throw new Blocked(problems);
  const writing = writingOf(session);
  const bringing: Bringing = { job: job.id, directory: askEachTime(writing) };
  const resolved: ResolvedLine[] = [];
  const asked = new Map<string, ResolvedLine['product']>();
  for (const line of source.lines) {
    const { item } = line;
    if (item !== null && !asked.has(item)) asked.set(item, await productFor(context, session, item, values, bringing));
    resolved.push({ line, product: item === null ? null : (asked.get(item) ?? null) });
  }
  // Before a contact is made that nobody would need.
  const drafted = draftLines(source, resolved, values);
  if ('problems' in drafted) throw new Blocked(drafted.problems);
  const contact = await contactFor(context, session, source.document.contact, bringing);
  return draftOf(source, contact, drafted.lines, writing.takesNumber(source.kind, source.document.reference));
}

/** The host reckons a total of its own: what rounding explains is said, anything more is for the user. */
async function proveTotal(context: SyncContext, session: Session, job: JobRow, source: SourceDocument, document: HostDocument): Promise<void> {
  const off = totalOff(document, source);
  if (!off) return;
  const { host } = session.connection;
  const hostName = context.hostOf(host.system).name;
  const amounts = `${hostName} holds a total of ${formatAmount(document.gross, context.locale)} ${document.currency}, the ledger says ${formatAmount(source.document.gross, context.locale)} ${source.document.currency}.`;
  if (off.isRounding) return note(context, { ...job, document: document.ref }, 'rounded', `${amounts} VAT is rounded otherwise there.`, 'info');
  throw new Blocked([problem('host-total-differs', amounts, [{ id: 'accept-difference', label: 'Accept', best: true, action: { type: 'accept-difference' } }], `It is ${document.number} there. Correct it on one side, or accept the difference.`)]);
}


/** Void or gone in the ledger: said and shown on the host's page, where it stays. */
async function notice(context: SyncContext, job: JobRow, link: LinkRow, remote: 'voided' | 'deleted', ledgerName: string): Promise<string> {
  const word = remote === 'voided' ? 'voided' : 'deleted';
  if (link.remote !== remote) {
    await context.database.links.update(link.key, { remote, ...(remote === 'deleted' ? { payment: null } : {}) });
    await note(context, { ...job, document: link.document }, word, `It was ${word} in ${ledgerName}; here it stays as it is.`, 'warn');
    context.changed(link.connection, link.document);
  }
  return `${word === 'voided' ? 'Voided' : 'Deleted'} in ${ledgerName}`;
}

/** One document as the ledger has it now, brought to where it belongs: created, updated, or left with the reason said. */
async function bringSource(context: SyncContext, session: Session, job: JobRow, source: SourceDocument): Promise<string> {
  const { connection } = session;
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  const link = await linkOf(context, connection.id, connection.ledger.company, source.document.id);
  if (source.document.voided) return link ? notice(context, job, link, 'voided', ledgerName) : `Void in ${ledgerName}, not brought`;
  if (link) return updateInHost(context, session, job, source, link, () => prepare(context, session, job, source));
  const draft = await prepare(context, session, job, source);
  const { document } = await createInHost(context, session, job, source, draft, 0);
  await proveTotal(context, session, job, source, document);
  return `Brought as ${document.number || document.ref.id}`;
}

/** Runs a job that brings one document of the ledger. Throws what keeps it from being brought. */
export async function bring(context: SyncContext, session: Session, job: JobRow): Promise<SendResult> {
  const { connection } = session;
  const { kind, id } = job.document;
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  if (!goes(context, connection, syncedKindOf[kind], 'to-host')) throw new Blocked([problem('direction', `This ${kind} is not brought: ${kind}s go to ${ledgerName} here.`, [], 'The directions are set under Sync.')]);
  let source = job.priority > 0 ? job.source : undefined;
  if (!source) {
    try {
      source = await sourceOf(session).readDocument(kind, id);
    } catch (error) {
      if (!(error instanceof CallFailure) || error.kind !== 'absent') throw error;
      const link = await linkOf(context, connection.id, connection.ledger.company, id);
      // Believed when the ledger says so twice.
      if (!link) return { result: `Not in ${ledgerName} any more` };
      return { result: (await readLinked(context, session, link)) === null ? await notice(context, job, link, 'deleted', ledgerName) : `Still in ${ledgerName}` };
    }
  }
  for (;;) {
    const { reference, number, contactName, gross, currency, version } = source.document;
    await context.database.jobs.update(job.id, { source, title: { number: reference || number, contact: contactName, total: gross, currency } });
    const result = await bringSource(context, session, job, source);
    // The ledger may have told of another change meanwhile.
    const latest = (await context.database.jobs.get(job.id))?.source;
    if (!latest || latest.document.version === version) return { result };
    source = latest;
  }
}

/** A press of Fetch on a document whose kind comes from the ledger: it is read there anew and brought. Nothing for one that is gone. */
export async function bringLinked(context: SyncContext, session: Session, job: JobRow, link: LinkRow): Promise<void> {
  let source: SourceDocument;
  try {
    source = await sourceOf(session).readDocument(link.document.kind, link.ledgerId);
  } catch (error) {
    if (error instanceof CallFailure && error.kind === 'absent') return;
    throw error;
  }
  await bringSource(context, session, job, source);
}

/** Why a document of a kind that comes from the ledger is not sent. */
export const notSent = (context: SyncContext, session: Session, job: JobRow): Blocked => {
  const ledgerName = context.ledgerOf(session.connection.ledger.system).name;
  return new Blocked([problem('direction', `${comesFrom(job.document.kind, ledgerName)}.`, [{ id: 'sync', label: 'Sync', action: { type: 'open-options', route: '#/sync' } }], `Make it in ${ledgerName}, or change the direction under Sync.`)]);
};
