import type { Booking, LedgerDocument } from '../ledgers/ledger';
import { formatAmount } from '../model/money';
import { absolute, sameDecimal } from '../model/decimal';
import type { HostDocument } from '../model/document';
import type { MappingKind } from '../model/reference';
import type { MappingTable } from '../mapping/table';
import type { JobRow } from '../storage/rows';
import { Blocked } from './blocked';
import { bookingOf, naturalKeyOf } from './booking';
import { copiesOf, judge } from './candidates';
import { totalDifference } from './compare';
import { contactHost, resolveContact } from './contacts';
import { documentKey, note, type SyncContext } from './context';
import { goes, syncedKindOf } from './directions';
import { learnFrom, rememberClues } from './evidence';
import { resolveItems } from './items';
import { followContact, hashesOf, newLink, twinsShow } from './links';
import type { Lookup } from './lookups';
import { mappingTable } from './mapping-table';
import { countUses } from './mappings';
import { sameName } from './names';
import { intentKeyOf, lookAgain } from './look-again';
import { bulkWindowOf, createOnce, windowOf } from './once';
import { contactUse, partyOf } from './party';
import { preflight, type Checked, type PreflightContext } from './preflight';
import { problem, retryFix } from './problems';
import { notSent } from './pull/bring';
import type { SendResult } from './send-result';
import { triedDocument, type TriedDocument } from './tried';
import { createAlone, requestIdOf } from './request-ids';
import { alone, RefusedTogether, type Route, type SharedBooking } from './sent-together';
import type { Session } from './session';
import { update } from './update';

async function preflightContext(context: SyncContext, session: Session, job: JobRow, { credit }: HostDocument, table: MappingTable): Promise<PreflightContext> {
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  return {
    hostName: context.hostOf(connection.host.system).name,
    ledgerName: ledger.name,
    entity: connection.host.companyAccountId ?? null,
    table,
    periods: await context.database.periods.where({ connection: connection.id }).toArray(),
    lineItems: ledger.capabilities.items(connection.ledger, job.document.kind),
    itemsNeedCode: ledger.capabilities.itemsNeedCode,
    productsWanted: connection.sync.products,
    journals: ledger.capabilities.journals,
    statesTax: ledger.capabilities.statesTax(connection.ledger, job.document.kind, credit),
    rounding: job.decisions.rounding ?? null,
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
  const { name: ledgerName, capabilities } = context.ledgerOf(session.connection.ledger.system);
  const found = judge(key, candidates, checked.document.contact?.name, capabilities.keepsUnique(session.connection.ledger, key.kind, key.number));
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

async function create(context: SyncContext, session: Session, job: JobRow, checked: Checked, generation: number, route: Route): Promise<SendResult> {
  const { document } = checked;
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  const { capabilities } = ledger;
  const use = contactUse(document);
  if (!document.contact) throw new Blocked([problem('contact-missing', 'The document has no contact.', [retryFix()])]);

  // Items first: what may be missing for them is found before a customer is made that nobody would need.
  const items = await resolveItems(context, session, job, checked);
  const contact = await resolveContact(context, session, job, document.contact, use);
  const booking = bookingOf(checked, partyOf(checked, contact, capabilities.projectsAreParties), items);
  const key = naturalKeyOf(booking);
  const hashes = await hashesOf(document);
  const current = { document, hashes };
  /** What is looked for: what is there now, or what was sent when an outcome was lost. */
  let sought = current;
  let adopted = false;
  /** What is found after a lost answer is our own. */
  let isOurs = false;
  let edited = false;
  /** It may have been booked by a call that cannot be told from another browser's by its id. */
  let isShared = false;
  /** The same request may have been made before. */
  let isRepeat = false;
  const intentKey = intentKeyOf(connection.id, document.ref, generation);
  const book = await sharedBooking(context, session, job, booking, intentKey, route);
  const { refusals = 0 } = job;

  const booked = await createOnce<LedgerDocument>(context, {
    key: intentKey,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: hashes.linesHash,
    search: { key, document } satisfies TriedDocument,
    window: windowOf(capabilities),
    looksFirst: capabilities.looksUpFirst(connection.ledger, document.ref.kind, document.number),
    mayRepeat: () => capabilities.repeats && sought.hashes.linesHash === hashes.linesHash && sought.hashes.headerHash === hashes.headerHash,
    ...(book ? { bulk: book.size } : {}),
    bulkWindow: bulkWindowOf(capabilities, connection.ledger, key),
    find: async (tried) => {
      const before = triedDocument(tried);
      isOurs = tried !== null;
      isRepeat ||= isOurs;
      isShared ||= tried?.bulk === true;
      sought = before ? { document: before.document, hashes: await hashesOf(before.document) } : current;
      return findIt(context, session, job, checked, before?.key ?? key, route.lookup, isOurs);
    },
    create: async (attempt) => {
      // Under another id than the first another browser may have booked it too.
      isShared ||= (book !== null && !book.isOver()) || refusals + attempt > 0;
      if (book && !book.isOver()) {
        return book.create(booking).catch(async (error: unknown) => {
          if (!(error instanceof RefusedTogether)) throw error;
          await context.database.jobs.update(job.id, { alone: true });
          throw error.byItself(context.now());
        });
      }
      return createAlone(context, session, booking, await requestIdOf(session, document.ref, generation + refusals + attempt), isRepeat);
    },
    refused: (attempt) => context.database.jobs.update(job.id, { refusals: refusals + attempt + 1 }),
    settle: async (found, how) => {
      adopted = how === 'found';
      const sent = adopted ? sought : current;
      edited = sent.hashes.linesHash !== hashes.linesHash || sent.hashes.headerHash !== hashes.headerHash;
      await context.database.links.put({ ...newLink(session, sent.document, sent.hashes, found, adopted && !isOurs, generation, context.now(), twinsShow(capabilities, isShared || adopted, isShared)), changed: edited });
      const text = adopted ? `Found in ${ledger.name} as ${found.number}; linked, not sent again.` : `Booked in ${ledger.name} as ${found.number}.`;
      await note(context, job, adopted ? 'adopted' : 'booked', text, 'ok');
      if (adopted && sameName(found.contactName, sent.document.contact?.name ?? '')) await followContact(context, connection.id, booking.contact, found.contact);
    },
  });

  const link = edited ? await context.database.links.get(documentKey(connection.id, document.ref)) : undefined;
  // What arrived is what was sent then; what the document says by now is sent after it.
  if (link) return update(context, session, job, checked, link);
  if (!adopted) await countUses(context, connection.id, usesOf(checked, contactHost(context, connection, document.contact.id, use), items), learnFrom(checked));
  for (const text of checked.notes) await note(context, job, 'note', text, 'info');
  await proveTotal(context, session, job, checked, booked);
  return { result: `${adopted ? 'Linked to' : 'Booked as'} ${booked.number}` };
}

/** Shared calls that came to nothing, after which a document goes by one of its own: it may be what they fail on. */
const mostShared = 2;

/** The call it is booked by together with others; null where it goes by one of its own, and then nobody waits for it. */
async function sharedBooking(context: SyncContext, { connection }: Session, job: JobRow, booking: Booking, intentKey: string, { book }: Route): Promise<SharedBooking | null> {
  if (!book) return null;
  const { bulk } = context.ledgerOf(connection.ledger.system).capabilities;
  const { shared = 0 } = (await context.database.intents.get(intentKey)) ?? {};
  if (!job.alone && bulk?.takes(connection.ledger, booking) && shared < mostShared) return book;
  book.pass();
  return null;
}

/** What the ledger stored must be what was sent, to the cent. */
async function proveTotal(context: SyncContext, session: Session, job: JobRow, checked: Checked, booked: LedgerDocument): Promise<void> {
  const off = totalDifference(checked.document, booked);
  if (off === null || job.decisions.adopt || (job.decisions.rounding !== undefined && sameDecimal(absolute(job.decisions.rounding), absolute(off)))) return;
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

/** Sends one document: reads it, checks it, and books it once. `route`: how it is looked for and booked; alone, unless others are sent with it. Throws what keeps it from being sent. */
export async function send(context: SyncContext, session: Session, job: JobRow, route: Route = alone(session)): Promise<SendResult> {
  const { connection } = session;
  if (goes(context, connection, syncedKindOf[job.document.kind], 'to-host')) throw notSent(context, session, job);
  const link = await context.database.links.get(documentKey(connection.id, job.document));
  const generation = link ? link.generation + 1 : 0;
  const known = await lookAgain(context, session, intentKeyOf(connection.id, job.document, generation), route);
  const document = await session.host.readDocument(job.document);
  await context.database.jobs.update(job.id, { title: rememberTitle(document) });
  const table = await mappingTable(context, connection.id);
  const checked = await check(context, session, document, await preflightContext(context, session, job, document, table)).catch(async (error: unknown) => {
    await rememberClues(context, job, document, error);
    throw error;
  });
  if (link && link.company === connection.ledger.company && link.remote !== 'deleted') return update(context, session, job, checked, link);
  return create(context, session, job, checked, generation, known);
}
