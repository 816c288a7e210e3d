import { describe, expect, test } from 'vitest';
import { at, bill, coldInvoice, holds, killAt, posts, scenario, see } from './scenario';
import type { PlannedDocument } from './schedule';
import type { Stage } from './stage';

const invoice: PlannedDocument = { ...coldInvoice, contact: 2, product: 0 };
const tokenCalls = (stage: Stage): number => posts(stage, '/oauth2/token');
/** Seconds after which a token has to be renewed. */
const old = 580;
const refused = (stage: Stage, status: number): number => stage.exact.seen.filter((request) => request.status === status).length;

describe('the clock', () => {
  test.each([15, -15])('fault 20: set by %d minutes while a create is unknown: it is neither sent twice nor renewed too early', async (minutes) => {
    const schedule = scenario({ documents: [invoice], troubles: [[5, 'silent-after']], actions: [at(0, 'send'), at(2, 'clock', 0, { minutes })] });
    await holds(schedule, { inspect: async (stage) => void expect([posts(stage, 'salesentry/SalesEntries'), tokenCalls(stage)]).toEqual([1, 0]) });
  });

  test.each([15, -15])('fault 20: wrong by %d minutes since the browser was started: the ledger\'s own time counts', async (minutes) => {
    const schedule = scenario({ documents: [invoice, bill], actions: [at(5, 'send'), at(old, 'send', 1)] });
    await holds(schedule, {
      watch: (what, { profiles }) => what === 'browser1 starts' && Object.assign(profiles[0] ?? {}, { skew: minutes * 60_000 }),
      inspect: async (stage) => void expect([refused(stage, 400), tokenCalls(stage)]).toEqual([0, 1]),
    });
  });

  test('fault 20: set forward while the worker lives: a young token is not renewed for it', async () => {
    const schedule = scenario({ documents: [invoice, bill], actions: [at(0, 'send'), at(20, 'clock', 0, { minutes: 15 }), at(30, 'send', 1)] });
    await holds(schedule, { inspect: async (stage) => void expect([refused(stage, 400), tokenCalls(stage)]).toEqual([0, 0]) });
  });
});

describe('the access token', () => {
  test('fault 21: dies in the middle of a read: renewed once, the read repeated', async () => {
    const schedule = scenario({ documents: [invoice], actions: [at(575, 'expire'), at(575.2, 'send')] });
    await holds(schedule, { inspect: async (stage) => void expect([tokenCalls(stage), posts(stage, 'salesentry/SalesEntries')]).toEqual([1, 1]) });
  });

  test('fault 21: dies at a create: looked up before it is sent again', async () => {
    const schedule = scenario({ documents: [invoice], actions: [at(571, 'send')] });
    let before = 0;
    await holds(schedule, {
      watch: (what, { stage }) => {
        if (/#\d+ POST salesentry\/SalesEntries$/.test(what) && (before += 1) === 1) for (const token of stage.exact.tokens.access.values()) token.expires = 0;
      },
      inspect: async (stage, storage) => {
        const calls = stage.exact.seen.filter(({ url }) => url.includes('salesentry/SalesEntries')).map(({ method, status }) => `${method} ${status}`);
        expect(calls.slice(0, 4)).toEqual(['GET 200', 'POST 401', 'GET 401', 'GET 200']);
        expect(calls.filter((call) => call === 'POST 201')).toHaveLength(1);
        expect((await see(stage, schedule, storage.get('browser1'))).job(0).state).toBe('done');
      },
    });
  });

  test('fault 22: several documents need a new one at once: one token call', async () => {
    const schedule = scenario({ documents: [invoice, bill, { ...bill, contact: 1 }], actions: [at(old, 'send'), at(old, 'send', 1), at(old, 'send', 2)] });
    await holds(schedule, { inspect: async (stage) => void expect(tokenCalls(stage)).toBe(1) });
  });

  test('fault 23: the answer to the renewal is lost: tried once more, then the user is asked; the queue is intact, and all is sent after the sign-in', async () => {
    const schedule = scenario({ documents: [invoice, bill], troubles: [[3, 'reset-after']], actions: [at(old, 'send'), at(old + 3, 'send', 1)] });
    await holds(schedule, {
      inspect: async (stage, storage) => {
        const { journal } = await see(stage, schedule, storage.get('browser1'));
        expect(journal.filter((line) => line.startsWith('waiting: ')).length).toBeGreaterThan(0);
        expect(journal).toContainEqual(expect.stringMatching(/^connected: /));
        // The renewal, its one repeat, and the new sign-in.
        expect(tokenCalls(stage)).toBe(3);
      },
    });
  });

  test('fault 24: the new tokens cannot be stored: they are not used, and it is said', async () => {
    const schedule = scenario({ documents: [bill], actions: [at(old, 'send')] });
    await holds(schedule, {
      watch: (what, { profiles }) => {
        const secrets = profiles[0]?.worker?.context.database.secrets;
        if (what !== 'browser1 starts' || !secrets) return;
        const { put } = secrets;
        secrets.put = (() => {
          secrets.put = put;
          return Promise.reject(new DOMException('full', 'QuotaExceededError'));
        }) as never;
      },
      inspect: async (stage, storage) => {
        const { journal, job } = await see(stage, schedule, storage.get('browser1'));
        expect(journal.join('\n')).toMatch(/waiting: The browser could not store the new sign-in; its disk may be full/);
        expect(job(0).state).toBe('done');
      },
    });
  });

  test('fault 25: the token endpoint has trouble: the session is kept, and it goes on by itself', async () => {
    const schedule = scenario({ documents: [bill], troubles: [[3, '503-before']], actions: [at(old, 'send')] });
    await holds(schedule, {
      inspect: async (stage, storage) => {
        const { journal } = await see(stage, schedule, storage.get('browser1'));
        expect(journal.join('\n')).not.toMatch(/connected: |sign-in/);
      },
    });
  });

  test('fault 26: consent is taken back: everything waits for the sign-in, with nothing lost and no error repeated', async () => {
    const schedule = scenario({ documents: [invoice, bill], actions: [at(10, 'send'), at(12, 'send', 1)] });
    await holds(schedule, {
      prepare: ({ exact }) => exact.revokeConsent(),
      inspect: async (stage) => void expect(refused(stage, 401)).toBeLessThanOrEqual(4),
    });
  });

  test('the worker is killed while tokens are renewed: they are stored, or the user is asked once', async () => {
    for (const where of [/POST \/api\/oauth2\/token$/, /POST \/api\/oauth2\/token took effect/, /^readwrite secrets$/, /^readwrite secrets, stored$/]) {
      const outcome = await holds(scenario({ documents: [bill], actions: [at(old, 'send')] }), { watch: killAt(where) });
      expect(outcome.kills).toBe(1);
    }
  });
});
