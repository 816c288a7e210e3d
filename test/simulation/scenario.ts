import { expect } from 'vitest';
import type { LedgerbarDatabase } from '../../lib/storage/database';
import { jobKey } from '../../lib/sync/context';
import type { JobRow, LinkRow } from '../../lib/storage/rows';
import { simulate, type Hooks, type Outcome, type Watched } from './simulate';
import type { PlannedAction, PlannedDocument, Schedule } from './schedule';
import type { Stage } from './stage';

/** An invoice for a contact and with a product that the ledger does not know yet: nine calls. */
export const coldInvoice: PlannedDocument = { kind: 'invoice', contact: 0, product: 1, credit: false, cents: 123_456 };
export const bill: PlannedDocument = { kind: 'bill', contact: 0, product: 0, credit: false, cents: 98_765 };

/** Something a user does, so many seconds from the start. */
export const at = (seconds: number, what: PlannedAction['do'], document = 0, more: Partial<PlannedAction> = {}): PlannedAction => ({ at: seconds * 1000, browser: 0, do: what, document, minutes: 0, ...more });

export const scenario = (of: Partial<Schedule>): Schedule => ({ seed: 1, browsers: 1, listDelay: 0, documents: [coldInvoice], actions: [at(0, 'send')], troubles: [], kills: [], ...of });

/** Runs it and expects every invariant to hold. */
export async function holds(schedule: Schedule, hooks: Hooks = {}): Promise<Outcome> {
  const outcome = await simulate(schedule, hooks);
  expect(outcome.wrong, [JSON.stringify(schedule), ...outcome.trace].join('\n')).toEqual([]);
  return outcome;
}

/** Kills the worker the n-th time something happens. */
export function killAt(what: RegExp, nth = 1): NonNullable<Hooks['watch']> {
  let seen = 0;
  return (happened, { profiles }: Watched) => {
    if (what.test(happened) && (seen += 1) === nth) profiles[0]?.kill(happened);
  };
}

/** Requests to the ledger that would create something under a path. */
export const posts = (stage: Stage, path: string): number => stage.exact.seen.filter(({ method, url }) => method === 'POST' && url.includes(path)).length;

/** Receipts the host holds for the scenario's documents. */
export const receipts = ({ scoro, ids }: Stage): number => scoro.receipts.flatMap((receipt) => receipt.receipts).filter(({ documentId }) => ids.includes(String(documentId))).length;

export interface Seen {
  jobs: JobRow[];
  links: LinkRow[];
  journal: string[];
  job(index: number, action?: JobRow['action']): JobRow;
}

/** What a browser's storage holds of the scenario's documents. */
export async function see(stage: Stage, schedule: Schedule, database: LedgerbarDatabase | undefined): Promise<Seen> {
  if (!database) throw new Error('There is no such browser');
  const [jobs, links, journal] = await Promise.all([database.jobs.toArray(), database.links.toArray(), database.journal.orderBy('seq').toArray()]);
  return {
    jobs,
    links,
    journal: journal.map(({ event, text }) => `${event}: ${text}`),
    job(index, action = 'send') {
      const key = jobKey('acme', { kind: schedule.documents[index]?.kind ?? 'invoice', id: stage.ids[index] ?? '' }, action);
      const job = jobs.find(({ id }) => id === key);
      if (!job) throw new Error(`There is no job ${key}`);
      return job;
    },
  };
}
