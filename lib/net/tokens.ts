import { CallFailure } from './failure';
import { TooEarly, type TokenAnswer } from './oauth';

/** The tokens of one connection as they are kept: together, so that they are stored together. */
export interface TokenSet {
  accessToken: string;
  refreshToken: string;
  /** When the answer that brought them arrived, epoch milliseconds. */
  receivedAt: number;
  /** Seconds. */
  expiresIn: number;
  /** Set when a refresh was refused as too early: this token is not tried again before its time. */
  refusedEarly?: boolean;
}

export interface TokenDependencies {
  system: string;
  /** Seconds before which a refresh is refused. */
  refreshAfter: number;
  read(): Promise<TokenSet | null>;
  /** Resolves only once the tokens are on disk; rejects when they cannot be kept. */
  write(tokens: TokenSet): Promise<void>;
  refresh(refreshToken: string): Promise<TokenAnswer>;
  /** One holder at a time across every context of the extension. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  now(): number;
}

export interface Tokens {
  /** A token that is good now. Throws CallFailure 'sign-in' when only the user can help. */
  current(): Promise<string>;
  /** After a 401 on `used`: true when another token is in hand now. */
  renew(used: string): Promise<boolean>;
}

/** A little past the earliest moment, since clocks and answers take their time. */
const slack = 2;

export const ageOf = (tokens: TokenSet, now: number): number => (now - tokens.receivedAt) / 1000;

/** Keeps one connection's access token fresh: refreshed in the window the ledger allows, once at a time, stored before used. */
export function createTokens(use: TokenDependencies): Tokens {
  const signIn = (message: string) => new CallFailure('sign-in', message, { system: use.system, endpoint: 'token' });

  async function store(previous: TokenSet, answer: TokenAnswer): Promise<TokenSet> {
    const next = { accessToken: answer.accessToken, refreshToken: answer.refreshToken ?? previous.refreshToken, receivedAt: use.now(), expiresIn: answer.expiresIn };
    await use.write(next);
    return next;
  }

  /** A lost answer may have rotated the token already: tried once more, then the answer counts. */
  async function refreshed(tokens: TokenSet): Promise<TokenSet> {
    try {
      return await store(tokens, await use.refresh(tokens.refreshToken));
    } catch (error) {
      if (!(error instanceof CallFailure) || error.kind !== 'no-answer') throw error;
      return store(tokens, await use.refresh(tokens.refreshToken));
    }
  }

  async function whenTooEarly(tokens: TokenSet): Promise<TokenSet> {
    // Our clock ran ahead: the token is good for at least another moment, and the next try must not come at once.
    const corrected = { ...tokens, receivedAt: use.now() - (use.refreshAfter - 30) * 1000, refusedEarly: true };
    await use.write(corrected);
    return corrected;
  }

  async function refreshNow(isFresh: (tokens: TokenSet) => boolean): Promise<TokenSet> {
    return use.exclusively(async () => {
      const tokens = await use.read();
      if (!tokens) throw signIn(`You are not signed in to ${use.system}.`);
      if (isFresh(tokens)) return tokens;
      try {
        return await refreshed(tokens);
      } catch (error) {
        if (error instanceof TooEarly) return whenTooEarly(tokens);
        const alive = ageOf(tokens, use.now()) < tokens.expiresIn - slack;
        if (alive && error instanceof CallFailure && (error.kind === 'trouble' || error.kind === 'no-answer')) return tokens;
        throw error;
      }
    });
  }

  const mayKeep = (tokens: TokenSet): boolean => {
    const age = ageOf(tokens, use.now());
    return age >= 0 ? age < use.refreshAfter + slack : true;
  };

  /**
   * A token that is refused although it is young by our clock: the clock may be wrong, or the token was taken back. One
   * refresh finds out; asked again before its time it would only cost another error.
   */
  const isNotWorthATry = (tokens: TokenSet): boolean => tokens.refusedEarly === true && ageOf(tokens, use.now()) < use.refreshAfter;

  return {
    async current() {
      const tokens = await use.read();
      if (!tokens) throw signIn(`You are not signed in to ${use.system}.`);
      return mayKeep(tokens) ? tokens.accessToken : (await refreshNow(mayKeep)).accessToken;
    },
    async renew(used) {
      const tokens = await use.read();
      if (!tokens) return false;
      if (tokens.accessToken !== used) return true;
      return (await refreshNow((other) => other.accessToken !== used || isNotWorthATry(other))).accessToken !== used;
    },
  };
}
