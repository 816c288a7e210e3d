import type { LedgerDocument } from '../ledgers/ledger';
import { formatAmount } from '../model/money';
import type { HostDocument } from '../model/document';
import { mappingKinds, type MappingKind } from '../model/reference';
import { MappingTable } from '../mapping/table';
import type { JobRow } from '../storage/rows';
import { Blocked } from './blocked';
import { bookingOf, naturalKeyOf } from './booking';
import { copiesOf, judge } from './candidates';
import { totalDifference } from './compare';
import { resolveContact } from './contacts';
import { documentKey, note, type SyncContext } from './context';
import { resolveItems } from './items';
import { followContact, hashesOf, newLink } from './links';
import { lookUpAlone, type Lookup } from './lookups';
import { countUses } from './mappings';
import { sameName } from './names';
import { createOnce } from './once';
import { preflight, type Checked, type PreflightContext } from './preflight';
import { problem, retryFix } from './problems';
import type { SendResult } from './send-result';
import { triedDocument, type TriedDocument } from './tried';
import type { Session } from './session';
import { update } from './update';

export async function mappingTable(context: SyncContext, connection: string): Promise<MappingTable> {
  // Contacts and products are looked up one by one: there may be tens of thousands.
  const kinds = mappingKinds.filter((kind) => kind !== 'contact' && kind !== 'product');
  const [reference, ...mappings] = await Promise.all([
    context.database.reference.where({ connection }).toArray(),
    ...kinds.map((kind) => context.database.mappings.where({ connection, kind }).toArray()),
  ]);
  return new MappingTable(mappings.flat(), reference);
}

async function preflightContext(context: SyncContext, session: Session, job: JobRow, table: MappingTable): Promise<PreflightContext> {
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  return {
    hostName: context.hostOf(connection.host.system).name,
    ledgerName: ledger.name,
    entity: connection.host.companyAccountId ?? null,
    table,
    periods: await context.database.periods.where({ connection: connection.id }).toArray(),
    itemsNeeded: ledger.capabilities.needsItems(connection.ledger, job.document.kind),
    productsWanted: connection.sync.products,
    postOn: job.decisions.postOn ?? null,
    ...(context.locale ? { locale: context.locale } : {}),
  };
}

/** A period closed when the reference data was read may have been opened since: asked once more before it holds a document up. */
async function check(context: SyncContext, session: Session, document: HostDocument, preflightWith: PreflightContext): Promise<Checked> {
  const first = preflight(document, preflightWith);
  if (first.ok) return first.checked;
  if (first.problems.every(({ code }) => code === 'period-closed')) {
    const second = preflight(document, { ...preflightWith, periods: [] });
    if (second.ok && !(await session.ledger.isClosed(second.checked.journal, second.checked.date))) {
      const { date, journal } = second.checked;
      await context.database.periods
        .where({ connection: session.connection.id })
        .filter((period) => period.start <= date && date <= period.end)
        .modify((period) => {
          period.closedJournals = period.closedJournals.filter((closed) => closed !== journal);
        });
      return second.checked;
    }
  }
  throw new Blocked(first.problems);
}

function rememberTitle(document: HostDocument) {
  return { number: document.number, contact: document.contact?.name ?? '', total: document.gross, currency: document.currency };
}

function doubtful(document: HostDocument, found: readonly LedgerDocument[], ledgerName: string, taken: boolean, locale?: string): Blocked {
  const choices = found.map((candidate) => ({
    value: candidate.id,
    label: `${candidate.number}, ${candidate.contactName || 'no name'}`,
    detail: `${formatAmount(candidate.gross, locale)} ${candidate.currency}, ${candidate.date}`,
  }));
  const amounts = `Here: ${formatAmount(document.gross, locale)} ${document.currency}, ${document.date}. There: ${choices.map((choice) => `${choice.label}: ${choice.detail}`).join('; ')}.`;
  const link = { id: 'adopt', label: 'Link to it…', action: { type: 'adopt' as const }, choices };
  const asNew = { id: 'send-as-new', label: 'Send as another', action: { type: 'send-as-new' as const } };
  return taken
    ? new Blocked([problem('number-taken', `Number ${document.number} is taken in ${ledgerName} by another customer's document.`, [link, retryFix('Try again after renumbering')], amounts)])
    : new Blocked([problem('twin-in-doubt', `${ledgerName} has ${found.length === 1 ? 'a document' : `${found.length} documents`} of this contact with the number ${document.number}, but not with this total.`, [link, asNew], amounts)]);
}

/** Looks for the document by its natural key; what is found is adopted, refused, or put before the user. */
async function findIt(context: SyncContext, session: Session, job: JobRow, checked: Checked, key: ReturnType<typeof naturalKeyOf>, lookup: Lookup, isOurs: boolean): Promise<LedgerDocument | null> {
  const candidates = await lookup(key);
  const chosen = job.decisions.adopt && candidates.find(({ id }) => id === job.decisions.adopt);
  if (chosen) return chosen;
  const ledgerName = context.ledgerOf(session.connection.ledger.system).name;
  const found = judge(key, candidates, checked.document.contact?.name);
  if (found.is === 'it') return found.document;
  // Both answers of a request that was sent twice were lost: either is ours, and the other one is looked after as a twin.
  const [copy] = isOurs ? copiesOf(key, candidates) : [];
  if (copy) return copy;
  if (found.is === 'doubtful' && !job.decisions.sendAsNew) throw doubtful(checked.document, found.documents, ledgerName, false, context.locale);
  if (found.is === 'taken') throw doubtful(checked.document, found.documents, ledgerName, true, context.locale);
  return null;
}

/** The mappings a booking came from, as often as its lines used them. */
const usesOf = (checked: Checked, contact: string, items: ReadonlyMap<string, string>): { kind: MappingKind; host: string }[] => [
  ...checked.used.flatMap(({ kind, by }) => (by === undefined ? [] : [{ kind, host: by }])),
  { kind: 'contact', host: contact },
  ...[...items.keys()].map((host) => ({ kind: 'product' as const, host })),
];

async function create(context: SyncContext, session: Session, job: JobRow, checked: Checked, table: MappingTable, generation: number, lookup: Lookup): Promise<SendResult> {
  const { document } = checked;
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  const role = document.ref.kind === 'invoice' ? 'customer' : 'supplier';
  if (!document.contact) throw new Blocked([problem('contact-missing', 'The document has no contact.', [retryFix()])]);

  const products = connection.sync.products || ledger.capabilities.needsItems(connection.ledger, document.ref.kind) ? checked.lines.flatMap(({ line }) => line.product ?? []) : [];
  const items = await resolveItems(context, session, job, products, role, table);
  // Items first: what may be missing for them is found before a customer is made that nobody would need.
  const contact = await resolveContact(context, session, job, document.contact, role);
  const booking = bookingOf(checked, contact, items);
  const key = naturalKeyOf(booking);
  const hashes = await hashesOf(document);
  const current = { document, hashes };
  /** What is looked for: what is there now, or what was sent when an outcome was lost. */
  let sought = current;
  let adopted = false;
  /** What is found after a lost answer is our own. */
  let isOurs = false;
  let edited = false;

  const booked = await createOnce<LedgerDocument>(context, {
    key: `${documentKey(connection.id, document.ref)}#${generation}`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: hashes.linesHash,
    search: { key, document } satisfies TriedDocument,
    window: ledger.capabilities.consistencyWindow,
    find: async (tried) => {
      const before = triedDocument(tried);
      isOurs = tried !== null;
      sought = before ? { document: before.document, hashes: await hashesOf(before.document) } : current;
      return findIt(context, session, job, checked, before?.key ?? key, lookup, isOurs);
    },
    create: () => session.ledger.createDocument(booking),
    settle: async (found, how) => {
      adopted = how === 'found';
      const sent = adopted ? sought : current;
      edited = sent.hashes.linesHash !== hashes.linesHash || sent.hashes.headerHash !== hashes.headerHash;
      await context.database.links.put({ ...newLink(session, sent.document, sent.hashes, found, adopted && !isOurs, generation, context.now()), changed: edited });
      const text = adopted ? `Found in ${ledger.name} as ${found.number}; linked, not sent again.` : `Booked in ${ledger.name} as ${found.number}.`;
      await note(context, job, adopted ? 'adopted' : 'booked', text, 'ok');
      if (adopted && sameName(found.contactName, sent.document.contact?.name ?? '')) await followContact(context, connection.id, contact, found.contact);
    },
  });

  const link = edited ? await context.database.links.get(documentKey(connection.id, document.ref)) : undefined;
  // What arrived is what was sent then; what the document says by now is sent after it.
  if (link) return update(context, session, job, checked, link);
  if (!adopted) await countUses(context, connection.id, usesOf(checked, document.contact.id, items));
  for (const text of checked.notes) await note(context, job, 'note', text, 'info');
  await proveTotal(context, session, job, checked, booked);
  return { result: `${adopted ? 'Linked to' : 'Booked as'} ${booked.number}` };
}

/** What the ledger stored must be what was sent, to the cent. */
async function proveTotal(context: SyncContext, session: Session, job: JobRow, checked: Checked, booked: LedgerDocument): Promise<void> {
  const off = totalDifference(checked.document, booked);
  if (off === null || job.decisions.adopt) return;
  const ledgerName = context.ledgerOf(session.connection.ledger.system).name;
  throw new Blocked([
    problem(
      'total-differs',
      `${ledgerName} holds a total of ${formatAmount(booked.gross, context.locale)} ${booked.currency}, the document says ${formatAmount(checked.document.gross, context.locale)} ${checked.document.currency}.`,
      [
        { id: 'open-ledger', label: `Open in ${ledgerName}`, best: true, action: { type: 'open-ledger' } },
        { id: 'accept-difference', label: 'Accept', action: { type: 'accept-difference' } },
      ],
      `It is booked as ${booked.number}. Correct it there, or accept the difference.`,
    ),
  ]);
}

/** Sends one document: reads it, checks it, and books it once. `lookup`: how it is looked for; alone, unless others are sent with it. Throws what keeps it from being sent. */
export async function send(context: SyncContext, session: Session, job: JobRow, lookup: Lookup = lookUpAlone(session)): Promise<SendResult> {
  const { connection } = session;
  const document = await session.host.readDocument(job.document);
  await context.database.jobs.update(job.id, { title: rememberTitle(document) });
  const table = await mappingTable(context, connection.id);
  const checked = await check(context, session, document, await preflightContext(context, session, job, table));
  const link = await context.database.links.get(documentKey(connection.id, document.ref));
  if (link && link.company === connection.ledger.company && link.remote !== 'deleted') return update(context, session, job, checked, link);
  return create(context, session, job, checked, table, link ? link.generation + 1 : 0, lookup);
}
