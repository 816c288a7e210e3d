import * as fc from 'fast-check';
import { anySchedule, type Schedule } from './schedule';
import { simulate, type Outcome } from './simulate';

/** Milliseconds spent on finding a shorter schedule. */
const longestSearch = 60_000;

export interface Failure {
  /** Gives the schedule it failed with. */
  seed: number;
  schedule: Schedule;
  /** The shortest one that fails, found from it. */
  shortest: Schedule;
  outcome: Outcome;
}

/** The schedule of a seed, always the same one. */
export function scheduleOf(seed: number): Schedule {
  const [schedule] = fc.sample(anySchedule, { seed, numRuns: 1 });
  if (!schedule) throw new Error('No schedule came of the seed');
  return schedule;
}

/** What went wrong in a simulation; one that breaks off is wrong too. */
async function outcomeOf(schedule: Schedule): Promise<Outcome> {
  try {
    return await simulate(schedule);
  } catch (error) {
    return { wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)], trace: [], kills: 0, requests: 0, steps: 0 };
  }
}

/** Runs the schedule of a seed. Null when everything held. */
export async function check(seed: number): Promise<Failure | null> {
  const schedule = scheduleOf(seed);
  const outcome = await outcomeOf(schedule);
  if (outcome.wrong.length === 0) return null;
  // One simulation at a time: the search ends by finding nothing shorter, never in the middle of one.
  const deadline = performance.now() + longestSearch;
  const holds = async (candidate: Schedule) => performance.now() > deadline || (await outcomeOf(candidate)).wrong.length === 0;
  const result = await fc.check(fc.asyncProperty(anySchedule, holds), { seed, numRuns: 1 });
  const shortest = result.counterexample?.[0] ?? schedule;
  return { seed, schedule, shortest, outcome: await outcomeOf(shortest) };
}

/** A failure as people read it. */
export function describeFailure({ seed, shortest, outcome }: Failure): string {
  const trace = outcome.trace.map((line) => `  ${line}`).join('\n');
  return `Seed ${seed} (replay: npm run simulate -- --seed ${seed})\n${outcome.wrong.map((line) => `- ${line}`).join('\n')}\nThe shortest schedule that fails:\n${JSON.stringify(shortest)}\n${trace}`;
}
