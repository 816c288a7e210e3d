import { expect, test } from 'vitest';
import { simulate } from './simulate';
import { at, bill, coldInvoice, holds, receipts, scenario } from './scenario';
import type { Schedule } from './schedule';
import type { Stage } from './stage';

const minutes = 10;
const flows: [string, Partial<Schedule>][] = [
  ['sending an invoice whose customer and item are new', {}],
  ['sending a bill', { documents: [bill] }],
  ['sending a credit note', { documents: [{ ...coldInvoice, contact: 2, product: 0, credit: true }] }],
  ['sending with a token that has to be renewed', { documents: [bill], actions: [at(9.6 * 60, 'send')] }],
  ['sending what was changed since', { documents: [{ ...coldInvoice, contact: 2, product: 0 }], actions: [at(0, 'send'), at(30, 'edit'), at(40, 'send')] }],
  ['fetching a payment, and recording it in the host', { documents: [{ ...coldInvoice, contact: 2, product: 0 }], actions: [at(0, 'send'), at(30, 'pay'), at(40, 'fetch')] }],
  ['synchronizing everything', { documents: [{ ...coldInvoice, contact: 2, product: 0 }, bill, { ...bill, contact: 1, cents: 1 }], actions: [at(0, 'synchronize')] }],
];

test.each(flows)('fault 1, 2, 3, 4, 5: killed at each step of %s', async (_, flow) => {
  const schedule = scenario(flow);
  const recorded: number[] = [];
  const inspect = async (stage: Stage) => void recorded.push(receipts(stage));
  const whole = await simulate(schedule, { inspect });
  expect(whole.wrong).toEqual([]);
  expect(whole.steps).toBeGreaterThan(20);
  for (let step = 1; step <= whole.steps; step += 1) {
    const outcome = await holds({ ...schedule, kills: [[0, step]] }, { inspect });
    expect(outcome.kills, `step ${step}`).toBe(1);
  }
  // What is recorded in the host is recorded once at most as well.
  expect(Math.max(...recorded)).toBeLessThanOrEqual(1);
}, minutes * 60_000);
