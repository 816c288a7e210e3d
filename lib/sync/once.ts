import type { LedgerCapabilities, LedgerConfig, NaturalKey } from '../ledgers/ledger';
import { CallFailure, isDefinite } from '../net/failure';
import { callTimeout, leavesWithin } from '../net/http';
import type { IntentRow } from '../storage/rows';
import type { SyncContext } from './context';
import { pace } from './pace';

/** It cannot be told yet whether a call took effect: look again at that moment. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  constructor(
    readonly checkAt: number,
    readonly why: string,
  ) {
    super(why);
  }
}

/** The request's id stands for another request. Nothing was done now; what that one makes may still be on its way. */
export class IdTaken extends Error {
  override readonly name = 'IdTaken';
}

/** Looking again is cheap but counts; often at first, then when it becomes conclusive. What many look for at once is looked for ever more seldom. */
const checkInterval = 5_000;

/** Until storage that has failed is tried again. */
const storageInterval = 60_000;

/** A look-up older than this says too little: another browser may have been quicker since. */
const lookupHolds = 120_000;

/** Creates of one connection under way side by side: enough to hide waiting, too few to crowd a budget. */
const createsAbreast = 4;

/** Requests that may have been used up before: by so many copies that were deleted again. */
const mostAttempts = 8;

export type AfterLookup = { do: 'create' } | { do: 'adopt' } | { do: 'wait'; until: number };

/** How long after a call has ended for us a look-up for what it made may still miss it: the other side may work on it for longer than we wait. Milliseconds. Pure. */
export const windowOf = ({ consistencyWindow, endsWithin }: Pick<LedgerCapabilities, 'consistencyWindow' | 'endsWithin'>): number => consistencyWindow + Math.max(0, endsWithin - callTimeout);

/** The same for a document in a call that several share; one whose number the ledger keeps unique may be sent again sooner, since a second is refused and then found. Pure. */
export const bulkWindowOf = (capabilities: Pick<LedgerCapabilities, 'consistencyWindow' | 'endsWithin' | 'bulk' | 'keepsUnique'>, config: LedgerConfig, { kind, number }: Pick<NaturalKey, 'kind' | 'number'>): number =>
  windowOf(capabilities.keepsUnique(config, kind, number) ? capabilities : { ...capabilities, endsWithin: capabilities.bulk?.endsWithin ?? capabilities.endsWithin });

/**
 * From when on a look-up that finds nothing proves that a create did not happen: the call left soon after its intent or not
 * at all, it has ended by its time-out, and what it made is sure to be found `window` milliseconds later. Pure.
 */
export const conclusiveAt = (intent: Pick<IntentRow, 'at' | 'endedAt'>, window: number): number =>
  Math.max(intent.at + 2 * leavesWithin + callTimeout, intent.endedAt ?? 0) + window;

/** What follows from a look-up. Without an intent nothing was ever tried: create. With one, something may be on its way. Pure. */
export function afterLookup(intent: Pick<IntentRow, 'at' | 'endedAt' | 'bulk'> | null, found: boolean, window: number, now: number): AfterLookup {
  if (found) return { do: 'adopt' };
  if (!intent) return { do: 'create' };
  const conclusive = conclusiveAt(intent, window);
  return now >= conclusive ? { do: 'create' } : { do: 'wait', until: Math.min(conclusive, now + (intent.bulk ? Math.max(checkInterval, now - intent.at) : checkInterval)) };
}

export interface Creation<Found> {
  /** What is created: one key, one thing, for ever. */
  key: string;
  connection: string;
  company: string;
  job: string;
  /** 0 for what the user waits for. */
  priority?: number;
  contentHash: string;
  /** Data to look for it by; kept with the intent, so that people can see what was tried. */
  search: unknown;
  /** Milliseconds until something created is sure to be found. */
  window: number;
  /** False where it need not be looked for before it is tried for the first time: another's create would show in the answer. */
  looksFirst?: boolean;
  /** May what was tried be tried again at once, since the same request makes nothing new? Asked after it was looked for and not found. */
  mayRepeat?(tried: IntentRow): boolean;
  /** How many share the call; absent for a call of its own. */
  bulk?: number;
  /** `window` of what was tried by a call shared with others; the same where it is not named. */
  bulkWindow?: number;
  /**
   * Looks for it by its natural key; by that of `tried`, where something was tried before: it may have been another then.
   * Null when there is none; throws when it cannot be told, or is for the user to decide.
   */
  find(tried: IntentRow | null): Promise<Found | null>;
  /** `attempt`: how many times before a request of this creation was used up by something that is gone since (CallFailure 'used'). Throws IdTaken where another one has its id. */
  create(attempt: number): Promise<Found>;
  /** Told that the other side said no for good, before it is thrown. */
  refused?(attempt: number): Promise<unknown>;
  /** Stores the outcome. Runs in one transaction with the end of the intent. */
  settle(found: Found, how: 'found' | 'created'): Promise<unknown>;
}

/**
 * Creates something exactly once: looks first; writes down the intent before the call and its outcome after; and when
 * the outcome is lost, looks until it can be told before anything else may happen to the same thing.
 * Throws OutcomeUnknown while it cannot be told, CallFailure when it certainly did not happen.
 */
export function createOnce<Found>(context: SyncContext, creation: Creation<Found>): Promise<Found> {
  const { intents } = context.database;
  const { priority = 0 } = creation;

  const settle = async (found: Found, how: 'found' | 'created') => {
    await context.database.transaction('rw', context.database.tables, async () => {
      await creation.settle(found, how);
      await intents.delete(creation.key);
    });
    return found;
  };

  /** What is there but cannot be stored is not known: it is looked for again, when there may be room to store it. */
  const settleOrCheck = (found: Found, how: 'found' | 'created') =>
    settle(found, how).catch((error: unknown) => {
      throw new OutcomeUnknown(context.now() + storageInterval, error instanceof Error ? error.message : String(error));
    });

  /** Strictly on disk, and so lately that a call made now leaves within the time that conclusiveAt() reckons with. */
  async function writeIntent(tried: IntentRow | null): Promise<void> {
    for (;;) {
      const at = context.now();
      await intents.put({
        key: creation.key,
        connection: creation.connection,
        company: creation.company,
        job: creation.job,
        search: creation.search,
        contentHash: creation.contentHash,
        at,
        endedAt: null,
        firstAbsentAt: null,
        ...(creation.bulk ? { bulk: true, shared: (tried?.shared ?? 0) + 1 } : {}),
      });
      if (Math.abs(context.now() - at) <= leavesWithin) return;
    }
  }

  async function unknown(why: unknown): Promise<OutcomeUnknown> {
    await intents.update(creation.key, { endedAt: context.now() });
    return new OutcomeUnknown(context.now() + 1_000, why instanceof Error ? why.message : String(why));
  }

  /** The ledger said no, with a reason. The reason may be our own first copy: a browser may send a request twice. */
  async function refused(refusal: CallFailure | IdTaken, attempt: number): Promise<Found> {
    let found: Found | null;
    try {
      found = await creation.find(null);
    } catch (error) {
      // What the user is asked now says more than the refusal.
      if (!(error instanceof CallFailure)) await intents.delete(creation.key);
      throw error instanceof CallFailure ? await unknown(error) : error;
    }
    if (found !== null) return settle(found, 'found');
    if (refusal instanceof IdTaken) {
      // Whoever has it may have begun a moment ago: that call ends as much later than this one as a call may take.
      await intents.update(creation.key, { endedAt: context.now() + callTimeout, spent: true });
      await creation.refused?.(attempt);
      throw new OutcomeUnknown(context.now() + checkInterval, refusal.message);
    }
    await intents.delete(creation.key);
    await creation.refused?.(attempt);
    if (refusal.kind === 'used' && attempt + 1 < mostAttempts) return create(context.now(), attempt + 1);
    throw refusal;
  }

  async function create(foundAt: number, attempt: number, tried: IntentRow | null = null): Promise<Found> {
    if (!creation.bulk) await pace(context, creation.connection, priority);
    if (context.now() - foundAt > lookupHolds) {
      const found = await creation.find(null);
      if (found !== null) return settle(found, 'found');
    }
    await writeIntent(tried);
    let created: Found;
    try {
      created = await creation.create(attempt);
    } catch (error) {
      if (error instanceof IdTaken) return refused(error, attempt);
      if (!(error instanceof CallFailure) || !isDefinite(error)) throw await unknown(error);
      if (error.kind === 'refused' || error.kind === 'used') return refused(error, attempt);
      await intents.delete(creation.key);
      // Whatever was said, it was said of this request.
      if (error.kind !== 'limit' && error.kind !== 'offline') await creation.refused?.(attempt);
      throw error;
    }
    return settleOrCheck(created, 'created');
  }

  return context.exclusively(`create:${creation.key}`, async () => {
    const tried = (await intents.get(creation.key)) ?? null;
    const found = tried || creation.looksFirst !== false ? await creation.find(tried) : null;
    // A call of its own can be repeated as it was; one shared with others cannot, nor one whose id is another's.
    const mayRepeat = tried !== null && found === null && !tried.bulk && !tried.spent && creation.mayRepeat?.(tried) === true;
    const window = tried?.bulk ? (creation.bulkWindow ?? creation.window) : creation.window;
    const decision: AfterLookup = mayRepeat ? { do: 'create' } : afterLookup(tried, found !== null, window, context.now());
    if (found !== null) return tried ? settleOrCheck(found, 'found') : settle(found, 'found');
    if (decision.do === 'wait') throw new OutcomeUnknown(decision.until, 'It is being checked whether the last attempt arrived.');
    // What was tried is not there and will not come; what is to be created now may be something else.
    const other = tried && !mayRepeat ? await creation.find(null) : null;
    if (other !== null) return settle(other, 'found');
    const foundAt = context.now();
    // What the user waits for does not stand in line behind background work.
    return context.lanes.within(`create:${creation.connection}:${priority > 0 ? 'background' : 'click'}`, creation.bulk ? 2 * creation.bulk : createsAbreast, priority, () => create(foundAt, 0, tried));
  });
}
