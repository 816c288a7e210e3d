import { describe, expect, test } from 'vitest';
import { ledgerIds } from '../support/ledgers';
import { at, bill, coldInvoice, holds, receipts, sceneOf, type Scene } from './scenario';
import type { Schedule } from './schedule';
import { simulate } from './simulate';
import type { Stage } from './stage';

const minutes = 10;
const flows: [string, (scene: Scene) => Partial<Schedule>][] = [
  ['sending an invoice whose customer and item are new', () => ({ documents: [{ ...coldInvoice, product: 2 }] })],
  ['sending a bill', () => ({ documents: [bill] })],
  ['sending a credit note', ({ invoice }) => ({ documents: [{ ...invoice, credit: true }] })],
  ['sending with a token that has to be renewed', ({ token }) => ({ documents: [bill], actions: [at(token.refreshAfter + 6, 'send')] })],
  ['sending what was changed since', () => ({ actions: [at(0, 'send'), at(30, 'edit'), at(40, 'send')] })],
  ['fetching a payment, and recording it in the host', () => ({ actions: [at(0, 'send'), at(30, 'pay'), at(40, 'fetch')] })],
  ['synchronizing everything', ({ invoice }) => ({ documents: [invoice, bill], actions: [at(0, 'synchronize')] })],
];

describe.each(ledgerIds.map(sceneOf))('$name', (scene) => {
  test.each(flows)('fault 1, 2, 3, 4, 5: killed at each step of %s', async (_, flow) => {
    const schedule = scene.schedule(flow(scene));
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
});
