import { z } from 'zod';
import type { DocumentDraft } from '../../hosts/writing';
import type { SourceDocument } from '../../ledgers/source';
import { daySchema } from '../../model/dates';
import { decimalSchema, sameDecimal } from '../../model/decimal';
import { documentKindSchema, refKey, type DocumentRef, type DocumentSummary, type HostDocument } from '../../model/document';
import { formatAmount } from '../../model/money';
import type { IntentRow, JobRow, LinkRow } from '../../storage/rows';
import { Blocked } from '../blocked';
import { documentKey, note, type SyncContext } from '../context';
import { hashesOf, newLink, type Hashes } from '../links';
import { createOnce } from '../once';
import { refreshPayment } from '../payments';
import { problem } from '../problems';
import type { Session } from '../session';
import { writingOf } from './writing';

/** By what a document is looked for in the host. */
const soughtSchema = z.object({
  kind: documentKindSchema,
  number: z.string().nullable(),
  paymentReference: z.string(),
  date: daySchema,
  currency: z.string(),
  gross: decimalSchema,
  contact: z.object({ id: z.string(), isPerson: z.boolean() }),
});
type Sought = z.infer<typeof soughtSchema>;

const soughtOf = ({ kind, number, paymentReference, date, currency, contact }: DocumentDraft, { document }: SourceDocument): Sought => ({ kind, number, paymentReference, date, currency, gross: document.gross, contact });

/** What was tried may have been changed in the ledger since: what is looked for is what was written then. */
const triedOf = (intent: Pick<IntentRow, 'search'> | null): Sought | null => soughtSchema.safeParse(intent?.search).data ?? null;

interface Found {
  document: HostDocument;
  hashes: Hashes;
}

const withHashes = async (document: HostDocument): Promise<Found> => ({ document, hashes: await hashesOf(document) });

type Candidate = DocumentSummary & { paymentReference: string };

const isNamed = (sought: Sought, { number, paymentReference }: Candidate): boolean => (sought.number === null ? paymentReference === sought.paymentReference : number === sought.number);
const hasTotal = (sought: Sought, { gross, currency }: Candidate): boolean => gross !== null && currency === sought.currency && sameDecimal(gross, sought.gross);

/** The contact's documents under that number which are not some other document of the ledger already. */
async function candidates(context: SyncContext, session: Session, sought: Sought): Promise<Candidate[]> {
  const { connection } = session;
  const found = (await writingOf(session).findDocuments(sought.kind, sought.contact, sought.date)).filter((candidate) => isNamed(sought, candidate));
  const links = await context.database.links.bulkGet(found.map(({ ref }) => documentKey(connection.id, ref)));
  return found.filter((_, index) => links[index]?.company !== connection.ledger.company);
}

/** Nobody knows whether it is the same document: the user says. */
function doubtful(context: SyncContext, hostName: string, source: SourceDocument, found: readonly Candidate[]): Blocked {
  const choices = found.map(({ ref, number, contactName, gross, currency, date }) => ({ value: ref.id, label: `${number}, ${contactName || 'no name'}`, detail: `${gross === null ? 'unreadable amount' : formatAmount(gross, context.locale)} ${currency}, ${date}` }));
  const { reference, gross, currency } = source.document;
  return new Blocked([
    problem('host-twin-in-doubt', `${hostName} has ${found.length === 1 ? 'a document' : `${found.length} documents`} of this contact with the number ${reference || 'of none'}, but not with this total.`, [
      { id: 'adopt', label: 'Link to it…', action: { type: 'adopt', }, choices },
      { id: 'send-as-new', label: 'Bring as another', action: { type: 'send-as-new' } },
    ], `There: ${formatAmount(gross, context.locale)} ${currency}. Here: ${choices.map(({ label, detail }) => `${label}: ${detail}`).join('; ')}.`),
  ]);
}

async function look(context: SyncContext, session: Session, job: JobRow, source: SourceDocument, sought: Sought, isOurs: boolean): Promise<Found | null> {
  const read = async (ref: DocumentRef) => withHashes(await session.host.readDocument(ref));
  if (job.decisions.adopt !== undefined) return read({ kind: source.kind, id: job.decisions.adopt });
  const found = await candidates(context, session, sought);
  const it = found.find((candidate) => hasTotal(sought, candidate)) ?? (isOurs ? found[0] : undefined);
  if (it) return read(it.ref);
  // Without a number there is nothing to confuse it with but its total.
  if (found.length === 0 || job.decisions.sendAsNew || (sought.number ?? sought.paymentReference) === '') return null;
  throw doubtful(context, context.hostOf(session.connection.host.system).name, source, found);
}

/**
 * Puts a document of the ledger into the host, or finds it there by number and contact; once, whatever happens to the call.
 * `generation`: how many documents of the host stood for it before. Returns the link and the document. Throws Blocked where
 * it is for the user to say.
 */
export async function createInHost(context: SyncContext, session: Session, job: JobRow, source: SourceDocument, draft: DocumentDraft, generation: number): Promise<{ link: LinkRow; document: HostDocument }> {
  const { connection } = session;
  const writing = writingOf(session);
  const sought = soughtOf(draft, source);
  const hostName = context.hostOf(connection.host.system).name;
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  let isOurs = false;
  let link: LinkRow | null = null;
  const { document } = await createOnce<Found>(context, {
    key: `${connection.id}/host/${source.document.id}#${generation}`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: '',
    search: sought,
    window: writing.consistencyWindow,
    find: async (tried) => {
      isOurs ||= tried !== null;
      return look(context, session, job, source, triedOf(tried) ?? sought, tried !== null);
    },
    create: async () => withHashes(await writing.createDocument(draft)),
    settle: async (found, how) => {
      const isAdopted = how === 'found' && !isOurs;
      link = { ...newLink(session, found.document, found.hashes, source.document, isAdopted, generation, context.now(), undefined), brought: true };
      await context.database.links.put(link);
      const text = isAdopted ? `${ledgerName}'s ${source.document.number} is in ${hostName} already; linked.` : `Brought from ${ledgerName}, where it is ${source.document.number}.`;
      await note(context, { ...job, document: found.document.ref }, 'brought', text, 'ok');
    },
  });
  const made = link ?? (await context.database.links.get(documentKey(connection.id, document.ref)));
  if (!made) throw new Error(`There is no link of ${refKey(document.ref)} although it was settled`);
  await refreshPayment(context, made);
  context.changed(connection.id, document.ref);
  return { link: made, document };
}
