import { CallFailure, isDefinite } from '../net/failure';
import { callTimeout } from '../net/http';
import type { IntentRow } from '../storage/rows';
import type { SyncContext } from './context';

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

/** Looking again is cheap but counts; often at first, then when it becomes conclusive. */
const checkInterval = 5_000;

export type AfterLookup = { do: 'create' } | { do: 'adopt' } | { do: 'wait'; until: number };

/**
 * What follows from a look-up. Without an intent nothing was ever tried: create. With one, something may be on its way:
 * absence proves nothing before the call must have ended and the system's own consistency window has passed.
 */
export function afterLookup(intent: Pick<IntentRow, 'at' | 'endedAt'> | null, found: boolean, window: number, now: number): AfterLookup {
  if (found) return { do: 'adopt' };
  if (!intent) return { do: 'create' };
  const conclusive = Math.max(intent.at + callTimeout, intent.endedAt ?? 0) + window;
  return now >= conclusive ? { do: 'create' } : { do: 'wait', until: Math.min(conclusive, now + checkInterval) };
}

export interface Creation<Found> {
  /** What is created: one key, one thing, for ever. */
  key: string;
  connection: string;
  company: string;
  job: string;
  contentHash: string;
  /** Data to look for it by; kept with the intent, so that people can see what was tried. */
  search: unknown;
  /** Milliseconds until something created is sure to be found. */
  window: number;
  /** Looks for it by its natural key. Null when there is none; throws when it cannot be told, or is for the user to decide. */
  find(): Promise<Found | null>;
  create(): Promise<Found>;
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
  const settle = async (found: Found, how: 'found' | 'created') => {
    await context.database.transaction('rw', context.database.tables, async () => {
      await creation.settle(found, how);
      await intents.delete(creation.key);
    });
    return found;
  };

  return context.exclusively(`create:${creation.key}`, async () => {
    const intent = (await intents.get(creation.key)) ?? null;
    const found = await creation.find();
    const decision = afterLookup(intent, found !== null, creation.window, context.now());
    if (found !== null) return settle(found, 'found');
    if (decision.do === 'wait') throw new OutcomeUnknown(decision.until, 'It is being checked whether the last attempt arrived.');

    await intents.put({
      key: creation.key,
      connection: creation.connection,
      company: creation.company,
      job: creation.job,
      search: creation.search,
      contentHash: creation.contentHash,
      at: context.now(),
      endedAt: null,
      firstAbsentAt: null,
    });
    let created: Found;
    try {
      created = await creation.create();
    } catch (error) {
      if (error instanceof CallFailure && isDefinite(error)) {
        await intents.delete(creation.key);
        throw error;
      }
      await intents.update(creation.key, { endedAt: context.now() });
      throw new OutcomeUnknown(context.now() + 1_000, error instanceof Error ? error.message : String(error));
    }
    return settle(created, 'created');
  });
}
