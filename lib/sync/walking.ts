import { rulesOf, type Page } from '../hosts/host';
import { CallFailure } from '../net/failure';
import type { WalkRow, WalkUnderWay } from '../storage/rows';
import { Blocked } from './blocked';
import { note, noteConnection, type SyncContext } from './context';
import { whoIsFull } from './leeway';
import { OutcomeUnknown } from './once';
import type { Session } from './session';
import { afterPage, afterRefusal, mostRefusals, restAfterTrouble, walkDue, walksEvery, type WalkedKind } from './walk';

/** Pages of one run that looks for news: what is more goes on a minute later. */
const pagesAtOnce = 10;

/** How a walk is gone on, whatever it goes through. */
export interface Pace {
  /** Somebody asked for everything. */
  isWhole: boolean;
  /** It goes on with what was left: that there is more was said already. */
  isQuiet: boolean;
  /** How many lists share what the host's day has for them. */
  lists: number;
  /** Told how many of a page are over. */
  progress(kind: WalkedKind, done: number, total: number): Promise<unknown>;
}

export interface Walking<Row> extends Pace {
  kind: WalkedKind;
  /** "contact", "product". */
  noun: string;
  isBookmarked: boolean;
  page(since: string, page: number): Promise<Page<Row>>;
  id(row: Row): string;
  /** Is there anything to do for it? Costs no call. */
  isDue(row: Row): Promise<boolean>;
  send(row: Row): Promise<void>;
  /** What becomes of one that is for the user to decide. */
  blocked: string;
}

/** Trouble that says nothing of one contact or product, and must not keep documents from going: what is left goes later. */
const isPassing = (error: unknown): error is CallFailure => error instanceof CallFailure && error.kind !== 'sign-in' && error.kind !== 'offline';
const isRefusal = (error: unknown): boolean => error instanceof CallFailure && ['refused', 'forbidden', 'absent', 'stale'].includes(error.kind);

/** Goes through what is due, as far as the limits allow. False where something is left for later, which is in the journal. */
export async function walk<Row>(context: SyncContext, session: Session, walking: Walking<Row>): Promise<boolean> {
  const { id: connection, host, sync } = session.connection;
  const { kind, isWhole, isBookmarked, isQuiet } = walking;
  const { connections } = context.database;
  const stored = async (): Promise<WalkRow | undefined> => (await connections.get(connection))?.walks?.[kind];
  const store = (row: WalkRow) => connections.where({ id: connection }).modify((of) => void (of.walks = { ...of.walks, [kind]: row }));
  const every = walksEvery(rulesOf(context.hostOf(host.system), host).perDay, walking.lists);
  let under = walkDue(await stored(), { now: context.now(), startDate: sync.startDate, isWhole, isBookmarked, every });
  for (let pages = 0; under; pages += 1) {
    if (pages >= pagesAtOnce || (under.restsUntil ?? 0) > context.now()) return false;
    await store({ ...(await stored()), under });
    // Not even a page: it would be read once more when there is room again.
    const full = await whoIsFull(context, session);
    if (full !== null) {
      if (!isQuiet) await noteConnection(context, session.connection, kind, `What changed of ${kind} goes over later: ${full} allows no more calls for now.`, 'info');
      return false;
    }
    const page = await onePage(context, session, walking, under);
    // With other settings meanwhile it begins anew.
    if (!(await stored())?.under) return false;
    if (!page.isOver) {
      await store({ ...(await stored()), under: page.under });
      return false;
    }
    const next = afterPage(await stored(), page.under, page.isLast);
    await store(next);
    under = next.under ?? null;
  }
  return true;
}

interface PageEnd {
  under: WalkUnderWay;
  isOver: boolean;
  isLast: boolean;
}

/** Reads a page and sends what is due of it. */
async function onePage<Row>(context: SyncContext, session: Session, walking: Walking<Row>, under: WalkUnderWay): Promise<PageEnd> {
  try {
    const { rows, isLast } = await walking.page(under.since, under.page);
    return { ...(await sendAll(context, session, walking, under, rows, isLast)), isLast };
  } catch (error) {
    if (!isPassing(error)) throw error;
    if (error.kind !== 'limit') await noteConnection(context, session.connection, walking.kind, `What changed of ${walking.kind} goes over later: ${error.message}`, 'warn');
    return { under: { ...under, restsUntil: context.now() + restAfterTrouble }, isOver: false, isLast: false };
  }
}

/** Those of a page that are due, one after the other. Throws CallFailure for trouble that had nothing to do with one of them. */
async function sendAll<Row>(context: SyncContext, session: Session, walking: Walking<Row>, begun: WalkUnderWay, rows: readonly Row[], isLast: boolean): Promise<Omit<PageEnd, 'isLast'>> {
  const { connection } = session;
  const { noun, kind, isQuiet } = walking;
  let under = begun;
  let refusals = 0;
  let unsettled = 0;
  const due = await Promise.all(rows.map(async (row) => !under.refused.includes(walking.id(row)) && (await walking.isDue(row))));
  const todo = rows.filter((_, index) => due[index]);
  for (const [index, row] of todo.entries()) {
    await walking.progress(kind, index, todo.length);
    const full = await whoIsFull(context, session);
    const left = todo.length - index;
    if (full !== null && !isQuiet) await noteConnection(context, connection, kind, `${isLast ? '' : 'At least '}${left} ${noun}${left === 1 ? ' is' : 's are'} left for later: ${full} allows no more calls for now.`, 'info');
    if (full !== null || (await context.database.connections.get(connection.id))?.run?.paused) return { under, isOver: false };
    try {
      await walking.send(row);
    } catch (error) {
      if (!(error instanceof Blocked || error instanceof OutcomeUnknown || isRefusal(error))) throw error;
      if (error instanceof OutcomeUnknown) unsettled += 1;
      else under = afterRefusal(under, walking.id(row), (refusals += isRefusal(error) ? 1 : 0), context.now());
      const what = error instanceof Blocked ? `${error.message} ${walking.blocked}` : (error as Error).message;
      await note(context, { id: '', connection: connection.id, document: { kind: noun, id: walking.id(row) } }, `${noun}-open`, what, 'warn');
      if (refusals >= mostRefusals) return { under, isOver: false };
    }
  }
  return { under, isOver: unsettled === 0 };
}
