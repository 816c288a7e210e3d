import { expect } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import type { LedgerConfig, LedgerId } from '../../lib/ledgers/ledger';
import type { LedgerbarDatabase } from '../../lib/storage/database';
import { jobKey } from '../../lib/sync/context';
import type { JobRow, LinkRow } from '../../lib/storage/rows';
import type { RequestMatch } from '../emulators/core/faults';
import { ledgerUnderTest, type LedgerUnderTest } from '../support/ledgers';
import { shortOf } from './network';
import { simulate, type Hooks, type Outcome, type Watched } from './simulate';
import type { PlannedAction, PlannedDocument, Schedule } from './schedule';
import type { Stage } from './stage';

/** An invoice for a contact, and in some ledgers with a product, that is not known there yet. */
export const coldInvoice: PlannedDocument = { kind: 'invoice', contact: 0, product: 1, credit: false, cents: 123_456 };
export const bill: PlannedDocument = { kind: 'bill', contact: 0, product: 0, credit: false, cents: 98_765 };

/** Something a user does, so many seconds from the start. */
export const at = (seconds: number, what: PlannedAction['do'], document = 0, more: Partial<PlannedAction> = {}): PlannedAction => ({ at: seconds * 1000, browser: 0, do: what, document, minutes: 0, ...more });

export const scenario = (of: Partial<Schedule>): Schedule => ({ seed: 1, ledger: 'exact-online', browsers: 1, listDelay: 0, documents: [coldInvoice], actions: [at(0, 'send')], troubles: [], kills: [], ...of });

/** What the scenarios of a ledger are told in. */
export interface Scene {
  id: LedgerId;
  name: string;
  requests: LedgerUnderTest['requests'];
  capabilities: ReturnType<typeof ledgerOf>['capabilities'];
  /** For a customer and with an item that are there already: the document is all there is to create. */
  invoice: PlannedDocument;
  /** How a token lives, in seconds. */
  token: { refreshAfter: number; lifetime: number };
  /** Of this ledger; one invoice that is sent at once unless told otherwise. */
  schedule(of?: Partial<Schedule>): Schedule;
}

export function sceneOf(id: LedgerId): Scene {
  const { requests, knownProduct, name, settings } = ledgerUnderTest(id);
  const { capabilities, authorization } = ledgerOf(id);
  const invoice: PlannedDocument = { ...coldInvoice, contact: 2, product: knownProduct };
  const { refreshAfter, lifetime } = authorization(settings as unknown as LedgerConfig);
  return { id, name, requests, capabilities, invoice, token: { refreshAfter, lifetime }, schedule: (of = {}) => scenario({ ledger: id, documents: [invoice], ...of }) };
}

/** Runs it and expects every invariant to hold. */
export async function holds(schedule: Schedule, hooks: Hooks = {}): Promise<Outcome> {
  const outcome = await simulate(schedule, hooks);
  expect(outcome.wrong, [JSON.stringify(schedule), ...outcome.trace].join('\n')).toEqual([]);
  return outcome;
}

/** Kills the worker the n-th time something happens, counted from when something else did. */
export function killAt(what: RegExp, nth = 1, since?: RegExp): NonNullable<Hooks['watch']> {
  let seen = 0;
  let counts = since === undefined;
  return (happened, { profiles }: Watched) => {
    if (counts && what.test(happened) && (seen += 1) === nth) profiles[0]?.kill(happened);
    if (since?.test(happened)) counts = true;
  };
}

const traced = ({ method, url }: RequestMatch, then: string): RegExp => new RegExp(`#\\d+ ${method} ${shortOf(`https://ledger${url}`)}${then}`);

/** In the trace: such a request leaves its browser. */
export const leaves = (request: RequestMatch): RegExp => traced(request, '( \\(.*\\))?$');
/** In the trace: such a request does what it is for. */
export const commits = (request: RequestMatch): RegExp => traced(request, ' took effect: 2');

/** Seconds from the start at which such requests did what they are for. */
export const timesOf = ({ trace }: Outcome, request: RequestMatch): number[] => trace.filter((line) => commits(request).test(line)).map(Number.parseFloat);

/** Answers of one status that the ledger gave. */
export const answered = (stage: Stage, status: number): number => stage.ledger.emulator.seen.filter((request) => request.status === status).length;

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
