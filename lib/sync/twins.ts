import type { LedgerDocument, NaturalKey } from '../ledgers/ledger';
import type { DocumentKind } from '../model/document';
import { CallFailure, isDefinite } from '../net/failure';
import type { LinkRow } from '../storage/rows';
import { jobKey, note, type SyncContext } from './context';
import { foldName } from './names';
import { reconcile, type HostSide, type LedgerSide } from './reconcile';
import { openSession, type Session } from './session';
import { clearTwins, showing } from './twin-problem';
import { follow, settleTwins, type TwinRound } from './twin-settling';
import { isOlder } from './twin-verdict';

/**
 * Locks and intents keep us from asking twice; they cannot keep a browser from sending one request twice, nor two browsers from
 * sending the same document at the same moment. So every new document is looked for once more when the dust has settled.
 */

/** After trouble that passes by itself; after a refusal, which does not; and for what cannot be asked about at all. */
const again = 60_000;
const later = 3_600_000;
const setAsideFor = 86_400_000;

/** What a smaller question may get an answer to. */
const mayBeOne: ReadonlySet<string> = new Set(['refused', 'absent', 'unreadable']);

const pending = async ({ context: { database }, session: { connection } }: TwinRound): Promise<LinkRow[]> =>
  (await database.links.where('[connection+twinsDueAt]').between([connection.id, 0], [connection.id, Infinity], true, true).toArray()).filter((link) => link.company === connection.ledger.company);

/** Those whose time has come, and those whose twins were shown and are no longer: a fetch took the problem off the document. */
async function dueOf({ context, now }: TwinRound, links: readonly LinkRow[]): Promise<LinkRow[]> {
  const shown = links.filter((link) => link.twins?.shown);
  const jobs = await context.database.jobs.bulkGet(shown.map((link) => jobKey(link.connection, link.document, 'fetch')));
  const wiped = new Set(shown.filter((_, index) => showing(jobs[index]) === 'not shown'));
  return links.filter((link) => (link.twinsDueAt ?? 0) <= now || wiped.has(link));
}

/** As it lies in the ledger: here it may have been renumbered or dated anew since. */
const hostSideOf = (link: LinkRow): HostSide & { link: LinkRow } => ({
  kind: link.document.kind, contact: link.ledgerContact, number: link.base?.ledger.reference || link.number, date: link.base?.ledger.date ?? link.date,
  total: link.total, currency: link.currency, ledgerId: link.ledgerId, link,
});

function keyOf(link: LinkRow): NaturalKey {
  const { kind, number, contact, date, total, currency } = hostSideOf(link);
  return { kind, number, contact, date, gross: total, currency, journal: '' };
}

type Candidate = LedgerSide & { document: LedgerDocument };

/** Two browsers may have made the same contact at the same moment: contacts of one name are one here. */
const nameOf = ({ contact, contactName }: LedgerDocument): string => foldName(contactName) || contact;

function candidatesOf(kind: DocumentKind, answers: readonly LedgerDocument[][]): Candidate[] {
  const all = new Map(answers.flat().map((document) => [document.id, document]));
  return [...all.values()].filter((document) => !document.voided).map((document) => ({ ...document, contact: nameOf(document), kind, document }));
}

/** It is the only one, or those beside it are to stay. */
async function settle(context: SyncContext, links: readonly LinkRow[]): Promise<void> {
  const settled = new Map(links.map((link) => [link.key, link.ledgerId]));
  await context.database.links.where('key').anyOf([...settled.keys()]).modify((link) => {
    // Sent anew in between: that one is looked for in its turn.
    if (settled.get(link.key) !== link.ledgerId) return;
    delete link.twinsDueAt;
    if (link.twins?.accepted) link.twins = { accepted: link.twins.accepted };
    else delete link.twins;
  });
  for (const link of links) if (link.twins?.shown) await clearTwins(context, link);
}

/** Each link with the documents that are equal to its own; its own alone where nothing is, and none where that is not to be seen. */
function groupsOf(links: readonly LinkRow[], candidates: readonly Candidate[]): { link: LinkRow; equal: LedgerDocument[] }[] {
  const names = new Map(candidates.map(({ document }) => [document.contact, nameOf(document)]));
  const host = links.map(hostSideOf).map((side) => ({ ...side, contact: names.get(side.contact) ?? (foldName(side.link.contactName) || side.contact) }));
  const { matched, differentTotal, twins, missingInLedger } = reconcile(host, candidates);
  return [
    ...twins.map(({ host, ledger }) => ({ link: host.link, equal: ledger.map(({ document }) => document) })),
    ...matched.map(({ host, ledger }) => ({ link: host.link, equal: [ledger.document] })),
    ...differentTotal.map(({ host, ledger }) => ({ link: host.link, equal: ledger.id === host.ledgerId ? [ledger.document] : [] })),
    ...missingInLedger.map(({ link }) => ({ link, equal: [] })),
  ];
}

/** What is not a twin however equal: what the user wants beside it, what another document here goes with, and what was known when it was sent. */
async function withoutOthers({ context }: TwinRound, link: LinkRow, own: LedgerDocument | undefined, others: readonly LedgerDocument[]): Promise<LedgerDocument[]> {
  if (others.length === 0) return [];
  const taken = await context.database.links.where('[connection+ledgerId]').anyOf(others.map(({ id }) => [link.connection, id])).toArray();
  const isTaken = (id: string) => taken.some((other) => other.ledgerId === id && other.key !== link.key && other.company === link.company);
  return others.filter((other) => !isTaken(other.id) && !link.twins?.accepted?.includes(other.id) && (link.adopted || !own || !isOlder(other, own)));
}

/** One question for many documents, then each by what was found. `isRepeat`: asked a moment ago, and the answer could not be read. */
async function checkBatch(round: TwinRound, links: readonly LinkRow[], isRepeat = false): Promise<void> {
  const [first] = links;
  if (!first) return;
  let answers: LedgerDocument[][];
  try {
    answers = await round.session.ledger.findDocuments(links.map(keyOf));
  } catch (error) {
    if (!(error instanceof CallFailure) || !mayBeOne.has(error.kind)) throw error;
    // An answer that broke off says nothing of the document.
    if (links.length === 1) return error.kind === 'unreadable' && !isRepeat ? checkBatch(round, links, true) : setAside(round, first, error);
    // One of them spoils the question: the others must not wait for it.
    const half = Math.ceil(links.length / 2);
    await checkBatch(round, links.slice(0, half));
    return checkBatch(round, links.slice(half));
  }
  const single: LinkRow[] = [];
  for (const { link, equal } of groupsOf(links, candidatesOf(first.document.kind, answers))) {
    const own = equal.find(({ id }) => id === link.ledgerId);
    const others = await withoutOthers(round, link, own, equal.filter((document) => document !== own));
    if (!own) await follow(round, link, others);
    else if (others.length > 0) await settleTwins(round, link, [own, ...others]);
    else single.push(link);
  }
  await settle(round.context, single);
}

async function setAside({ context, now }: TwinRound, link: LinkRow, failure: CallFailure): Promise<void> {
  await context.database.links.update(link.key, { twinsDueAt: now + setAsideFor });
  await note(context, { id: '', connection: link.connection, document: link.document }, 'twins-unknown', `It could not be checked whether there are several of it: ${failure.message}`, 'warn', failure.detail.raw);
}

function batches(links: readonly LinkRow[], size: number): LinkRow[][] {
  const kinds = (['invoice', 'bill'] as const).map((kind) => links.filter((link) => link.document.kind === kind));
  return kinds.flatMap((of) => Array.from({ length: Math.ceil(of.length / size) }, (_, index) => of.slice(index * size, (index + 1) * size)));
}

/**
 * Looks for twins of what is due: one question for many documents, none where the ledger itself keeps numbers unique. Where one
 * is found it is removed, or shown. Returns when it wants to run next; null when nothing is left to check. May be broken off at
 * any moment and run by several browsers at once.
 */
export async function checkTwins(context: SyncContext, session: Session, now: number): Promise<number | null> {
  const { connection } = session;
  const { lookupSize, keepsUnique } = context.ledgerOf(connection.ledger.system).capabilities;
  return context.exclusively(`twins:${connection.id}`, async () => {
    const round: TwinRound = { context, session, now };
    let links = await pending(round);
    const due = await dueOf(round, links);
    const isUnique = (link: LinkRow) => keepsUnique(connection.ledger, link.document.kind, link.number);
    let retryAt = 0;
    try {
      await settle(context, due.filter(isUnique));
      for (const batch of batches(due.filter((link) => !isUnique(link)), lookupSize)) await checkBatch(round, batch);
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      retryAt = error.detail.until ?? now + (isDefinite(error) && error.kind !== 'offline' ? later : again);
    }
    if (due.length > 0) links = await pending(round);
    return links.length === 0 ? null : Math.max(retryAt, Math.min(...links.map((link) => link.twinsDueAt ?? now)), now + 1);
  });
}

/** The same for every connection that can be used. Returns when it wants to run next; costs no call while nothing is due. */
export async function checkAllTwins(context: SyncContext): Promise<number | null> {
  const moments: number[] = [];
  for (const connection of await context.database.connections.toArray()) {
    if (connection.state !== 'connected') continue;
    const next = await checkTwins(context, await openSession(context, connection, 10), context.now());
    if (next !== null) moments.push(next);
  }
  return moments.length === 0 ? null : Math.min(...moments);
}
