import type { LedgerDocument, PaymentTerm } from '../ledgers/ledger';
import { isUnchanged, snapshotOf } from '../ledgers/snapshot';
import { CallFailure } from '../net/failure';
import type { LinkRow } from '../storage/rows';
import { documentKey, jobKey, note, type SyncContext } from './context';
import { followContact } from './links';
import { paymentOf, pullPayments } from './payments';
import type { Session } from './session';
import { clearTwins, showing, showTwins, twinProblem } from './twin-problem';
import { inOrder, whyBound, whyNoCopy, type Seen } from './twin-verdict';

/** One run of the check. */
export interface TwinRound {
  context: SyncContext;
  session: Session;
  now: number;
  /** Set once the payments were brought up to date in this run. */
  payments?: Promise<unknown>;
}

/** Until a document that is being fetched, or that changed under our hands, is looked at again. */
const soon = 10_000;
/** Twins that are shown may have been cleared up there. */
const reviewEvery = 3_600_000;

const lineOf = (link: LinkRow) => ({ id: '', connection: link.connection, document: link.document });
const ledgerNameOf = ({ context, session }: TwinRound): string => context.ledgerOf(session.connection.ledger.system).name;

/** The ledger said no, for good; anything else is trouble on the way, after which it is tried again. */
const isNo = (error: unknown): error is CallFailure => error instanceof CallFailure && ['refused', 'forbidden', 'unreadable'].includes(error.kind);

async function read({ session }: TwinRound, link: LinkRow, id: string): Promise<LedgerDocument | null> {
  try {
    return await session.ledger.readDocument(link.document.kind, id, link.number);
  } catch (error) {
    if (error instanceof CallFailure && error.kind === 'absent') return null;
    throw error;
  }
}

const termsOf = ({ context }: TwinRound, link: LinkRow, document: string): Promise<PaymentTerm[]> =>
  context.database.terms.where({ connection: link.connection, document }).filter((term) => !term.removed).toArray();

/** All that can be known of them, payments up to now included. */
async function look(round: TwinRound, link: LinkRow, documents: readonly LedgerDocument[]): Promise<Seen[]> {
  round.payments ??= pullPayments(round.context, round.session);
  await round.payments;
  const lines = await round.session.ledger.readLines(link.document.kind, documents.map(({ id }) => id));
  return Promise.all(documents.map(async (document, index) => ({ document, lines: lines[index] ?? [], terms: await termsOf(round, link, document.id) })));
}

/** Has the link point to another of the ledger's documents. Before the one it points to goes: it is never left pointing at nothing. */
async function moveLink(round: TwinRound, link: LinkRow, to: LedgerDocument, isCopy: boolean): Promise<void> {
  const { context, now } = round;
  const { database } = context;
  const lines = isCopy ? link.base?.ledger.lines : undefined;
  const base = link.base && { ...link.base, ledger: { ...snapshotOf(to), ...(lines === undefined ? {} : { lines }) } };
  const payment = paymentOf(await termsOf(round, link, to.id), to.gross, now);
  await database.transaction('rw', [database.links, database.journal, database.mappings], async () => {
    await followContact(context, link.connection, link.ledgerContact, to.contact);
    await database.links.update(link.key, {
      ledgerId: to.id, ledgerNumber: to.number, ledgerContact: to.contact, ledgerUrl: to.url, total: to.gross, currency: to.currency, remote: 'present', payment, ...(base && { base }),
    });
    await note(context, lineOf(link), 'relinked', `It is linked to ${to.number} now, not to ${link.ledgerNumber}.`, 'info');
  });
  context.changed(link.connection, link.document);
}

/** Deletes one of two when both are as they were seen a moment ago. False when they are not: then nothing is deleted. */
async function remove(round: TwinRound, link: LinkRow, stays: Seen, goes: Seen): Promise<boolean> {
  const { context, session } = round;
  const [kept, surplus] = [await read(round, link, stays.document.id), await read(round, link, goes.document.id)];
  if (!kept || !surplus || !isUnchanged(snapshotOf(stays.document), kept) || !isUnchanged(snapshotOf(goes.document), surplus)) return false;
  await session.ledger.deleteDocument(link.document.kind, goes.document.id);
  await note(context, lineOf(link), 'twin-deleted', `${goes.document.number} was deleted in ${ledgerNameOf(round)}: it was the same document as ${stays.document.number}.`, 'ok');
  return true;
}

/** Puts them before the user. Not when one has gone meanwhile: another browser may be clearing up. */
async function show(round: TwinRound, link: LinkRow, unordered: readonly LedgerDocument[], why: string): Promise<void> {
  const documents = [...unordered].sort(inOrder);
  const { context, session: { connection }, now } = round;
  for (const { id } of documents) {
    if ((await read(round, link, id)) === null) return void (await context.database.links.update(link.key, { twinsDueAt: now + soon }));
  }
  const deletes = context.ledgerOf(connection.ledger.system).capabilities.deletes(connection.ledger, link.document.kind);
  const isShown = await showTwins(context, link, twinProblem(documents, why, ledgerNameOf(round), deletes, context.locale));
  const accepted = link.twins?.accepted;
  const shown = documents.map(({ id }) => id);
  await context.database.links.update(link.key, isShown ? { twinsDueAt: now + reviewEvery, twins: { shown, ...(accepted && { accepted }) } } : { twinsDueAt: now + soon });
}

/** Why none may be deleted; null when all but the one that stays may be. */
function whyNot(round: TwinRound, link: LinkRow, stays: Seen, surplus: readonly Seen[], isChosen: boolean): string | null {
  const { context, session: { connection } } = round;
  if (!context.ledgerOf(connection.ledger.system).capabilities.deletes(connection.ledger, link.document.kind)) return `${ledgerNameOf(round)} lets no such document be deleted.`;
  const bound = surplus.map(whyBound).find((why) => why !== null) ?? null;
  if (isChosen || bound) return bound;
  if (link.adopted) return 'It was not booked from this browser.';
  return surplus.map((one) => whyNoCopy(stays, one)).find((why) => why !== null) ?? null;
}

async function isAsked({ database }: SyncContext, link: LinkRow, documents: readonly LedgerDocument[]): Promise<boolean> {
  const shown = new Set(link.twins?.shown);
  if (shown.size !== documents.length || documents.some(({ id }) => !shown.has(id))) return false;
  return showing(await database.jobs.get(jobKey(link.connection, link.document, 'fetch'))) === 'shown';
}

/** Nothing is left to be done about a link's twins. */
async function finish(context: SyncContext, link: LinkRow): Promise<void> {
  const accepted = link.twins?.accepted;
  await context.database.links.update(link.key, { twinsDueAt: undefined, twins: accepted ? { accepted } : undefined });
  if (link.twins?.shown) await clearTwins(context, link);
  context.changed(link.connection, link.document);
}

/** Several documents of the ledger for one of the host: removes what is provably too many, shows what is not. */
export const settleTwins = (round: TwinRound, found: LinkRow, documents: readonly LedgerDocument[]): Promise<void> =>
  round.context.exclusively(`document:${documentKey(found.connection, found.document)}`, () => settle(round, found, documents));

/** `isRepeat`: it was begun a moment ago, and an answer could not be read. */
async function settle(round: TwinRound, found: LinkRow, documents: readonly LedgerDocument[], isRepeat = false): Promise<void> {
  const { context } = round;
  const { links } = context.database;
  const link = await links.get(found.key);
  if (!link || (link.ledgerId !== found.ledgerId && !isRepeat) || link.twinsDueAt === undefined) return;
  const [stayer = documents[0], ...rest] = [...documents].sort((a, b) => Number(b.id === link.twins?.keep) - Number(a.id === link.twins?.keep) || inOrder(a, b));
  if (!stayer) return;
  const isChosen = stayer.id === link.twins?.keep;
  // The user is asked already: nothing is tried again behind their back.
  if (!isChosen && (await isAsked(context, link, documents))) return void (await links.update(link.key, { twinsDueAt: round.now + reviewEvery }));
  try {
    const [stays, ...surplus] = await look(round, link, [stayer, ...rest]);
    if (!stays) return;
    const why = whyNot(round, link, stays, surplus, isChosen);
    if (why) return await show(round, link, documents, why);
    if (link.ledgerId !== stayer.id) await moveLink(round, link, stayer, whyNoCopy(stays, surplus.find(({ document }) => document.id === link.ledgerId) ?? stays) === null);
    await note(context, lineOf(link), 'twins', `${ledgerNameOf(round)} has it ${documents.length === 2 ? 'twice' : `${documents.length} times`}: ${stayer.number} stays, ${rest.map(({ number }) => number).join(' and ')} is to be deleted.`, 'warn');
    for (const one of surplus) {
      if (!(await remove(round, link, stays, one))) return void (await links.update(link.key, { twinsDueAt: round.now + soon }));
    }
    await finish(context, link);
  } catch (error) {
    // Another browser is clearing up: what is left is looked at in a moment.
    if (error instanceof CallFailure && error.kind === 'absent') return void (await links.update(link.key, { twinsDueAt: round.now + soon }));
    if (!isNo(error)) throw error;
    if (error.kind === 'unreadable' && !isRepeat) {
      // An answer that broke off says nothing of the documents.
      delete round.payments;
      return settle(round, found, documents, true);
    }
    const { ledger } = round.session.connection;
    await show(round, link, documents, context.ledgerOf(ledger.system).explain(error).message);
  }
}

/**
 * The link's own document is not among those under its number. Where it is gone, and another browser kept the other one of
 * two, the link follows; where it is there, its number was changed, and nothing else can be told.
 */
export async function follow(round: TwinRound, found: LinkRow, candidates: readonly LedgerDocument[]): Promise<void> {
  const { context } = round;
  const { links } = context.database;
  await context.exclusively(`document:${documentKey(found.connection, found.document)}`, async () => {
    const link = await links.get(found.key);
    if (!link || link.ledgerId !== found.ledgerId || link.twinsDueAt === undefined) return;
    const [other, ...others] = [...candidates].sort(inOrder);
    if (other && (await read(round, link, link.ledgerId)) === null) await moveLink(round, link, other, false);
    // Of several that are left one is too many.
    if (others.length > 0) await links.update(link.key, { twinsDueAt: round.now + soon });
    else await finish(context, link);
  });
}
