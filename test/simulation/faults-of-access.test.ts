import { describe, expect, test } from 'vitest';
import { createsOf, ledgerIds, requestsTo } from '../support/ledgers';
import { answered, at, bill, commits, holds, killAt, leaves, sceneOf, see } from './scenario';
import type { Stage } from './stage';

describe.each(ledgerIds.map(sceneOf))('$name', ({ requests, invoice, token, schedule }) => {
  const create = requests.create.invoice;
  const tokenCalls = (stage: Stage): number => requestsTo(stage.ledger, requests.token).length;
  /** Seconds after which a token has to be renewed. */
  const old = token.refreshAfter + 10;

  describe('the clock', () => {
    test.each([15, -15])('fault 20: set by %d minutes while a create is unknown: it is neither sent twice nor renewed too early', async (minutes) => {
      const sent = schedule({ troublesAt: [{ at: create, trouble: 'silent-after' }], actions: [at(0, 'send'), at(2, 'clock', 0, { minutes })] });
      await holds(sent, { inspect: async (stage) => void expect([requestsTo(stage.ledger, create).length, tokenCalls(stage)]).toEqual([1, 0]) });
    });

    test.each([15, -15])('fault 20: wrong by %d minutes since the browser was started: the ledger\'s own time counts', async (minutes) => {
      const sent = schedule({ documents: [invoice, bill], actions: [at(5, 'send'), at(old, 'send', 1)] });
      await holds(sent, {
        watch: (what, { profiles }) => what === 'browser1 starts' && Object.assign(profiles[0] ?? {}, { skew: minutes * 60_000 }),
        inspect: async (stage) => void expect([answered(stage, 400), tokenCalls(stage)]).toEqual([0, 1]),
      });
    });

    test('fault 20: set forward while the worker lives, by more than a token\'s life: a young one is not renewed for it', async () => {
      const minutes = token.lifetime / 60 + 5;
      const sent = schedule({ documents: [invoice, bill], actions: [at(0, 'send'), at(20, 'clock', 0, { minutes }), at(30, 'send', 1)] });
      await holds(sent, { inspect: async (stage) => void expect([answered(stage, 400), tokenCalls(stage)]).toEqual([0, 0]) });
    });
  });

  describe('the access token', () => {
    test('fault 21: dies in the middle of a read: renewed once, the read repeated', async () => {
      const sent = schedule({ actions: [at(old - 5, 'expire'), at(old - 4.8, 'send')] });
      await holds(sent, { inspect: async (stage) => void expect([tokenCalls(stage), requestsTo(stage.ledger, create).length]).toEqual([1, 1]) });
    });

    test('fault 21: dies at a create: looked up before it is sent again', async () => {
      const sent = schedule({ actions: [at(token.refreshAfter + 1, 'send')] });
      let dead = false;
      await holds(sent, {
        watch: (what, { stage }) => {
          if (dead || !leaves(create).test(what)) return;
          dead = true;
          stage.ledger.expire();
        },
        inspect: async (stage, storage) => {
          const creates = requestsTo(stage.ledger, create);
          const lookUps = requestsTo(stage.ledger, requests.lookUp.invoice).filter(({ status }) => status === 200);
          const [refused, made] = creates;
          expect(creates.map(({ status }) => status)).toEqual([401, expect.toBeOneOf([200, 201])]);
          expect(lookUps.some((lookUp) => lookUp.at > (refused?.at ?? Infinity) && lookUp.at < (made?.at ?? 0))).toBe(true);
          expect((await see(stage, sent, storage.get('browser1'))).job(0).state).toBe('done');
        },
      });
    });

    test('fault 22: several documents need a new one at once: one token call', async () => {
      const sent = schedule({ documents: [invoice, bill, { ...bill, contact: 1 }], actions: [at(old, 'send'), at(old, 'send', 1), at(old, 'send', 2)] });
      await holds(sent, { inspect: async (stage) => void expect(tokenCalls(stage)).toBe(1) });
    });

    test('fault 24: the new tokens cannot be stored: they are not used, and it is said', async () => {
      const sent = schedule({ documents: [bill], actions: [at(old, 'send')] });
      await holds(sent, {
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
          const { journal, job } = await see(stage, sent, storage.get('browser1'));
          expect(journal.join('\n')).toMatch(/waiting: The browser could not store the new sign-in; its disk may be full/);
          expect(job(0).state).toBe('done');
        },
      });
    });

    test('fault 25: the token endpoint has trouble: the session is kept, and it goes on by itself', async () => {
      const sent = schedule({ documents: [bill], troublesAt: [{ at: requests.token, trouble: '503-before' }], actions: [at(old, 'send')] });
      await holds(sent, {
        inspect: async (stage, storage) => {
          const { journal } = await see(stage, sent, storage.get('browser1'));
          expect(journal.join('\n')).not.toMatch(/connected: |sign-in/);
        },
      });
    });

    test('fault 26: consent is taken back: everything waits for the sign-in, with nothing lost and no error repeated', async () => {
      const sent = schedule({ documents: [invoice, bill], actions: [at(10, 'send'), at(12, 'send', 1)] });
      await holds(sent, {
        prepare: ({ ledger }) => ledger.revokeConsent(),
        inspect: async (stage, storage) => {
          expect(answered(stage, 401)).toBeLessThanOrEqual(4);
          expect((await see(stage, sent, storage.get('browser1'))).journal).toContainEqual(expect.stringMatching(/^connected: /));
        },
      });
    });

    test('the worker is killed while tokens are renewed: they are stored, or the user is asked once', async () => {
      for (const where of [leaves(requests.token), commits(requests.token), /^readwrite secrets$/, /^readwrite secrets, stored$/]) {
        const outcome = await holds(schedule({ documents: [bill], actions: [at(old, 'send')] }), { watch: killAt(where) });
        expect(outcome.kills).toBe(1);
      }
    });
  });
});

const asked = { journal: expect.arrayContaining([expect.stringMatching(/^connected: /)]) };

test('Exact Online, fault 23: a refresh value is good once. The answer to the renewal is lost: tried once more, then the user is asked; the queue is intact, and all is sent after the sign-in', async () => {
  const { requests, invoice, token, schedule } = sceneOf('exact-online');
  const old = token.refreshAfter + 10;
  const sent = schedule({ documents: [invoice, bill], troublesAt: [{ at: requests.token, trouble: 'reset-after' }], actions: [at(old, 'send'), at(old + 3, 'send', 1)] });
  await holds(sent, {
    inspect: async (stage, storage) => {
      const seen = await see(stage, sent, storage.get('browser1'));
      expect(seen.journal.filter((line) => line.startsWith('waiting: ')).length).toBeGreaterThan(0);
      expect(seen).toMatchObject(asked);
      // The renewal, its one repeat, and the new sign-in.
      expect(requestsTo(stage.ledger, requests.token)).toHaveLength(3);
    },
  });
});

describe('QuickBooks Online, fault 23: a refresh value is replaced after a day, and good for another one', () => {
  const { requests, invoice, schedule } = sceneOf('quickbooks-online');
  const day = 86_400;

  test('the answer to the renewal that brought a new one is lost: tried once more, and the new one is stored', async () => {
    const sent = schedule({ documents: [invoice, bill], troublesAt: [{ at: requests.token, trouble: 'reset-after' }], actions: [at(day + 60, 'send'), at(3 * day, 'send', 1)] });
    await holds(sent, {
      inspect: async (stage, storage) => {
        expect(await see(stage, sent, storage.get('browser1'))).not.toMatchObject(asked);
        // The renewal, its repeat, and that of the third day with what the repeat brought.
        expect(requestsTo(stage.ledger, requests.token).map(({ status }) => status)).toEqual([200, 200, 200]);
      },
    });
  });

  test('both are lost, and nobody tries again until the old value has died: the user is asked once, and all is sent after the sign-in', async () => {
    const lost = [1, 2].map((nth) => ({ at: requests.token, nth, trouble: 'reset-after' as const }));
    const sent = schedule({ documents: [invoice, bill], troublesAt: lost, actions: [at(day + 60, 'send'), at(day + 64, 'offline'), at(3 * day, 'online'), at(3 * day + 5, 'send', 1)] });
    await holds(sent, {
      inspect: async (stage, storage) => {
        expect(await see(stage, sent, storage.get('browser1'))).toMatchObject(asked);
        expect(createsOf(stage.ledger, 'invoice')).toBe(1);
        expect(requestsTo(stage.ledger, requests.token).map(({ status }) => status)).toEqual([200, 200, 400, 200]);
      },
    });
  });
});
