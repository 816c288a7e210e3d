import type { JobRow } from '../storage/rows';

/** What a connection may do now. */
export interface Capacity {
  /** Calls its budgets still allow, and when there will be more. */
  calls: number;
  /** How many documents one call books, and how many calls that takes with its look-ups. */
  batch: { size: number; calls: number };
  /** Documents that the host still lets be read. */
  readable: number;
  /** Is it booked by a call of its own all the same? */
  isAlone?(job: JobRow): boolean;
  until: number;
  /** Which budget that is ("minute", "day"), and whose. */
  which: string;
  system?: string;
  /** The budget it shares with other connections of the same company. */
  shares: string;
  /** When background work was last begun for it; those served longest ago go first. */
  servedAt: number;
}

export interface Turns {
  /** Jobs to start each on its own: what the user waits for. */
  clicks: JobRow[];
  /** Jobs to start together, a list for each connection. */
  rounds: JobRow[][];
  /** Nothing can be done for these now; their connection's turn comes at that moment. */
  waiting: { job: JobRow; until: number; which: string; system?: string }[];
}

/** Clicks of one connection under way side by side. */
const clicksAbreast = 4;
/** Background work of a connection that may still be under way when its next round begins: a document that hangs holds no other up. */
export const stragglers = 2;
/** More than a minute's calls of any ledger brings nothing. */
const largestRound = 200;
/** Waiting jobs that say so for their whole connection. */
const tellers = 3;

const oldestFirst = (a: JobRow, b: JobRow): number => a.createdAt - b.createdAt || a.id.localeCompare(b.id);

/**
 * Which of the jobs that are due begin now: clicks before background work, and background work only as much of it as the
 * budgets allow, shared evenly between connections that use the same one. `running`: jobs under way. Pure.
 */
export function turnsOf(due: readonly JobRow[], running: readonly JobRow[], capacityOf: ReadonlyMap<string, Capacity>): Turns {
  const turns: Turns = { clicks: [], rounds: [], waiting: [] };
  const busy = (connection: string, click: boolean) => running.filter((job) => job.connection === connection && (job.priority === 0) === click).length;
  const dueOf = new Map<string, JobRow[]>();
  for (const job of [...due].sort(oldestFirst)) {
    const click = job.priority === 0;
    if (click && busy(job.connection, true) + turns.clicks.filter(({ connection }) => connection === job.connection).length < clicksAbreast) turns.clicks.push(job);
    if (!click) dueOf.set(job.connection, [...(dueOf.get(job.connection) ?? []), job]);
  }

  const ready = [...dueOf.keys()].filter((connection) => busy(connection, false) <= stragglers);
  const capacities = ready.flatMap((connection) => {
    const capacity = capacityOf.get(connection);
    return capacity ? [{ connection, ...capacity }] : [];
  });
  for (const capacity of capacities.sort((a, b) => a.servedAt - b.servedAt)) {
    const { connection, calls, until, which, system, shares } = capacity;
    const jobs = dueOf.get(connection) ?? [];
    const contenders = capacities.filter((other) => other.shares === shares).length;
    const mine = Math.floor((calls - busy(connection, false)) / contenders);
    const round = roundOf(jobs, mine, capacity);
    if (round.length === 0) turns.waiting.push(...jobs.slice(0, tellers).map((job) => ({ job, until, which, ...(system && { system }) })));
    else turns.rounds.push(round);
  }
  return turns;
}

/** As many of the oldest as the calls serve: those of one look-up of the round aside, a create each, or a part in one for several. */
function roundOf(jobs: readonly JobRow[], calls: number, { batch, readable, isAlone = () => batch.size === 1 }: Capacity): JobRow[] {
  const round: JobRow[] = [];
  // Calls for several documents go full.
  const most = Math.min(readable, largestRound - (largestRound % batch.size));
  let left = calls - 1;
  let seats = 0;
  for (const job of jobs) {
    if (round.length >= most) break;
    // A few cost no more than a call each; from then on the rest of a batch comes with them.
    const seat = isAlone(job) ? null : seats % batch.size;
    const cost = seat === null || seat < batch.calls ? 1 : 0;
    if (cost > left) break;
    left -= cost;
    if (seat !== null) seats += 1;
    round.push(job);
  }
  return round;
}
