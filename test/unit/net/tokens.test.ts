import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallFailure } from '../../../lib/net/failure';
import { TooEarly, type TokenAnswer } from '../../../lib/net/oauth';
import { createTokens, type TokenSet } from '../../../lib/net/tokens';

const start = Date.parse('2026-11-21T10:00:00Z');
const failure = (kind: CallFailure['kind']) => new CallFailure(kind, kind, { system: 'Exact Online' });
const exactly = (answer: string): TokenAnswer => ({ accessToken: answer, refreshToken: `refresh-${answer}`, expiresIn: 600 });

/** A token store and a token endpoint whose answers are scripted. */
function bench(answers: (TokenAnswer | Error)[] = [], signedIn = true) {
  let tail: Promise<unknown> = Promise.resolve();
  const state = {
    now: start,
    stored: (signedIn ? { accessToken: 'first', refreshToken: 'refresh-first', receivedAt: start, expiresIn: 600 } : null) as TokenSet | null,
    refreshedWith: [] as { token: string; age: number }[],
    writes: 0,
    /** Refresh tokens whose refresh was refused as too early, before their time by our clock. */
    earlyAnswers: [] as string[],
    writeFails: null as Error | null,
    /** What happens elsewhere while a refresh is under way. */
    meanwhile: () => {},
  };
  const tokens = createTokens({
    system: 'Exact Online',
    refreshAfter: 570,
    read: async () => state.stored,
    write: async (next) => {
      await Promise.resolve();
      if (state.writeFails) throw state.writeFails;
      state.writes += 1;
      state.stored = next;
    },
    refresh: async (token) => {
      state.refreshedWith.push({ token, age: (state.now - (state.stored?.receivedAt ?? 0)) / 1000 });
      await Promise.resolve();
      state.meanwhile();
      const answer = answers.shift() ?? exactly(`next${state.refreshedWith.length}`);
      if (answer instanceof TooEarly && (state.refreshedWith.at(-1)?.age ?? 0) < 570) state.earlyAnswers.push(token);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    exclusively: (work) => {
      const mine = tail.then(work, work);
      tail = mine.catch(() => undefined);
      return mine;
    },
    now: () => state.now,
  });
  return Object.assign(state, { tokens, at: (seconds: number) => void (state.now = start + seconds * 1000) });
}

describe('the moment of a refresh', () => {
  it.each([0, 300, 540, 569, 570, 571.9])('pain 21: at %d s the token in hand is used as it is', async (age) => {
    const it = bench();
    it.at(age);
    expect(await it.tokens.current()).toBe('first');
    expect(it.refreshedWith).toEqual([]);
  });

  it.each([572, 585, 599, 600, 3600, 29 * 86_400])('pain 20: at %d s it is renewed before it is used', async (age) => {
    const it = bench();
    it.at(age);
    expect(await it.tokens.current()).toBe('next1');
    expect(it.refreshedWith).toEqual([{ token: 'refresh-first', age }]);
    expect(it.stored).toEqual({ accessToken: 'next1', refreshToken: 'refresh-next1', receivedAt: it.now, expiresIn: 600 });
  });

  it('is never before 570 s, unless the token was refused; and then once a token', async () => {
    const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 700 }), ask: fc.constantFrom('current', 'renew', 'both'), answer: fc.constantFrom('good', 'good', 'good', 'trouble', 'no-answer', 'early') }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (schedule) => {
        const answers: (TokenAnswer | Error)[] = [];
        const it = bench(answers);
        let made = 0;
        const asked = new Set<string>();
        for (const { wait, ask, answer } of schedule) {
          it.now += wait * 1000;
          answers.splice(0, answers.length, answer === 'good' ? exactly(`token${(made += 1)}`) : answer === 'early' ? new TooEarly('') : failure(answer));
          const used = it.stored?.accessToken ?? '';
          if (ask !== 'current') asked.add(it.stored?.refreshToken ?? '');
          await Promise.allSettled([...(ask === 'renew' ? [] : [it.tokens.current()]), ...(ask === 'current' ? [] : [it.tokens.renew(used)])]);
        }
        const early = it.refreshedWith.filter(({ age }) => age < 570).map(({ token }) => token);
        return early.every((token) => asked.has(token)) && new Set(it.earlyAnswers).size === it.earlyAnswers.length;
      }),
    );
  });

  it('keeps the refresh token where the answer brings no other', async () => {
    const it = bench([{ accessToken: 'second', refreshToken: null, expiresIn: 600 }]);
    it.at(580);
    await it.tokens.current();
    expect(it.stored?.refreshToken).toBe('refresh-first');
  });

  it('asks for a sign-in when there is no token at all', async () => {
    const it = bench([], false);
    await expect(it.tokens.current()).rejects.toMatchObject({ kind: 'sign-in' });
    expect(await it.tokens.renew('first')).toBe(false);
  });
});

describe('fault 22: two at once', () => {
  it('make one token call, and both go on with its answer', async () => {
    const it = bench();
    it.at(580);
    expect(await Promise.all([it.tokens.current(), it.tokens.current(), it.tokens.current()])).toEqual(['next1', 'next1', 'next1']);
    expect([it.refreshedWith.length, it.writes]).toEqual([1, 1]);
  });

  it('that were refused with the same token renew it once', async () => {
    const it = bench();
    it.at(601);
    expect(await Promise.all([it.tokens.renew('first'), it.tokens.current(), it.tokens.renew('first')])).toEqual([true, 'next1', true]);
    expect(it.refreshedWith).toHaveLength(1);
  });

  it('pain 19: across contexts the one who comes later finds the new token', async () => {
    const it = bench();
    it.at(580);
    await it.tokens.current();
    expect(await it.tokens.renew('first')).toBe(true);
    expect(it.refreshedWith).toHaveLength(1);
  });
});

describe('fault 24: a new token that cannot be stored', () => {
  it('is not used, and the old one neither: it says so', async () => {
    const it = bench();
    it.at(580);
    it.writeFails = new DOMException('full', 'QuotaExceededError');
    await expect(it.tokens.current()).rejects.toThrow('full');
    expect(it.refreshedWith).toHaveLength(1);
    expect(it.stored?.accessToken).toBe('first');
  });

  it('pain 17: is on disk before anybody gets it', async () => {
    const it = bench();
    it.at(580);
    const token = await it.tokens.current();
    expect([token, it.stored?.accessToken, it.writes]).toEqual(['next1', 'next1', 1]);
  });
});

describe('fault 23: a lost answer', () => {
  it('is asked for once more, with the same refresh token', async () => {
    const it = bench([failure('no-answer')]);
    it.at(601);
    expect(await it.tokens.current()).toBe('next2');
    expect(it.refreshedWith.map(({ token }) => token)).toEqual(['refresh-first', 'refresh-first']);
  });

  it('that had used the refresh token up ends at the sign-in, not in a loop', async () => {
    const it = bench([failure('no-answer'), failure('sign-in')]);
    it.at(601);
    await expect(it.tokens.current()).rejects.toMatchObject({ kind: 'sign-in' });
    expect(it.refreshedWith).toHaveLength(2);
  });

  it('twice is an error once the token is dead, and none while it lives', async () => {
    const dead = bench([failure('no-answer'), failure('no-answer')]);
    dead.at(601);
    await expect(dead.tokens.current()).rejects.toMatchObject({ kind: 'no-answer' });
    const alive = bench([failure('no-answer'), failure('no-answer')]);
    alive.at(580);
    expect(await alive.tokens.current()).toBe('first');
  });
});

describe('a refused refresh', () => {
  it('invalid_grant means a sign-in, even while the token lives, and is not tried again', async () => {
    const it = bench([failure('sign-in')]);
    it.at(580);
    await expect(it.tokens.current()).rejects.toMatchObject({ kind: 'sign-in' });
    expect([it.refreshedWith.length, it.stored?.refreshToken]).toEqual([1, 'refresh-first']);
  });

  it('invalid_grant means nothing when another worker stored a newer token meanwhile: that one is used', async () => {
    const newer: TokenSet = { accessToken: 'theirs', refreshToken: 'refresh-theirs', receivedAt: start + 580_000, expiresIn: 600 };
    for (const ask of ['current', 'renew'] as const) {
      const it = bench([failure('sign-in')]);
      it.at(580);
      it.meanwhile = () => void (it.stored = newer);
      expect(ask === 'current' ? await it.tokens.current() : await it.tokens.renew('first')).toBe(ask === 'current' ? 'theirs' : true);
      expect([it.refreshedWith.map(({ token }) => token), it.stored, it.writes]).toEqual([['refresh-first'], newer, 0]);
    }
  });

  it('invalid_grant still means a sign-in when what is stored by then is no good either', async () => {
    const it = bench([failure('sign-in')]);
    it.at(5000);
    it.meanwhile = () => void (it.stored = { accessToken: 'old too', refreshToken: 'refresh-old', receivedAt: start + 1000_000, expiresIn: 600 });
    await expect(it.tokens.current()).rejects.toMatchObject({ kind: 'sign-in' });
  });

  it('or one that worked leaves the company as the sign-in told it', async () => {
    const it = bench();
    it.stored = { accessToken: 'first', refreshToken: 'refresh-first', receivedAt: start, expiresIn: 600, company: '9130347' };
    it.at(580);
    await it.tokens.current();
    expect(it.stored).toMatchObject({ accessToken: 'next1', company: '9130347' });
  });

  it('fault 25: trouble (5xx) keeps a token that lives, and the session in any case', async () => {
    const alive = bench([failure('trouble')]);
    alive.at(590);
    expect(await alive.tokens.current()).toBe('first');
    const dead = bench([failure('trouble')]);
    dead.at(600);
    await expect(dead.tokens.current()).rejects.toMatchObject({ kind: 'trouble' });
    expect(dead.stored?.refreshToken).toBe('refresh-first');
    expect(await dead.tokens.current()).toBe('next2');
  });

  it('too early keeps the token, and the next try does not come at once', async () => {
    const it = bench([new TooEarly('')]);
    it.at(580);
    expect(await it.tokens.current()).toBe('first');
    it.at(699);
    expect(await it.tokens.current()).toBe('first');
    expect(it.refreshedWith).toHaveLength(1);
    it.at(703);
    expect(await it.tokens.current()).toBe('next2');
  });
});

describe('after a 401', () => {
  it('fault 21: a token that died young is renewed once, and the call can be repeated', async () => {
    const it = bench();
    it.at(300);
    expect(await it.tokens.renew('first')).toBe(true);
    expect(it.stored?.accessToken).toBe('next1');
  });

  it('a refusal as too early says when it is time: it is not asked for again before', async () => {
    const it = bench([new TooEarly('')]);
    it.at(300);
    const soonest = (it.stored?.receivedAt ?? 0) + 572_000;
    expect(await Promise.all([it.tokens.renew('first'), it.tokens.renew('first')])).toEqual([soonest, soonest]);
    expect(await it.tokens.renew('first')).toBe(soonest);
    expect(it.refreshedWith).toHaveLength(1);
  });

  it('a token of 570 s is renewed at once, without the slack', async () => {
    const it = bench();
    it.at(570);
    expect(await it.tokens.renew('first')).toBe(true);
    expect(it.stored?.accessToken).toBe('next1');
  });

  it('fault 25: trouble at the token endpoint is trouble, and no reason to ask the user', async () => {
    const it = bench([failure('trouble')]);
    it.at(580);
    await expect(it.tokens.renew('first')).rejects.toMatchObject({ kind: 'trouble' });
    expect(it.stored?.accessToken).toBe('first');
  });
});

describe('fault 20: a clock that jumped back', () => {
  it('leads to no early refresh', async () => {
    const it = bench();
    it.at(-900);
    expect(await it.tokens.current()).toBe('first');
    expect(it.refreshedWith).toEqual([]);
  });

  it('does not lock the user out: a refused token of unknown age is renewed', async () => {
    const it = bench();
    it.at(-300);
    expect(await it.tokens.renew('first')).toBe(true);
    expect([it.stored?.accessToken, it.stored?.receivedAt]).toEqual(['next1', it.now]);
  });

  it('and a refusal as too early gives the token an age again', async () => {
    const it = bench([new TooEarly('')]);
    it.at(-300);
    expect(await it.tokens.renew('first')).toBeGreaterThan(it.now);
    expect(it.stored?.receivedAt).toBeLessThan(it.now);
    expect(await it.tokens.current()).toBe('first');
    expect(it.refreshedWith).toHaveLength(1);
  });
});
