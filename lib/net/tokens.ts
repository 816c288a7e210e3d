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
  /** The company the sign-in was for, where it told one. */
  company?: string;
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
  /** True while the clock cannot be trusted to tell the age of a token. */
  inDoubt?(): boolean;
}

export interface Tokens {
  /** A token that is good now. Throws CallFailure 'sign-in' when only the user can help. */
  current(): Promise<string>;
  /** After a 401 on `used`: true when another token is in hand now; the moment from which there can be one, where it was too early for that; false when only the user can help. */
  renew(used: string): Promise<boolean | number>;
}

/** A little past the earliest moment, since clocks and answers take their time. */
const slack = 2;
/** Seconds between tries to renew a token whose age is not known. */
const betweenTries = 120;

export const ageOf = (tokens: TokenSet, now: number): number => (now - tokens.receivedAt) / 1000;

/** Keeps one connection's access token fresh: refreshed in the window the ledger allows, once at a time, stored before used. */
export function createTokens(use: TokenDependencies): Tokens {
  const signIn = (message: string) => new CallFailure('sign-in', message, { system: use.system, endpoint: 'token' });

  async function store(previous: TokenSet, answer: TokenAnswer): Promise<TokenSet> {
    const next: TokenSet = { accessToken: answer.accessToken, refreshToken: answer.refreshToken ?? previous.refreshToken, receivedAt: use.now(), expiresIn: answer.expiresIn };
    if (previous.company !== undefined) next.company = previous.company;
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
    // By our clock it was time: the clock was wrong when the token came. Each try costs an error, so the next comes well after this one.
    const wasTime = ageOf(tokens, use.now()) >= use.refreshAfter || ageOf(tokens, use.now()) < 0;
    const corrected = { ...tokens, ...(wasTime ? { receivedAt: use.now() - (use.refreshAfter - betweenTries) * 1000 } : {}), refusedEarly: true };
    await use.write(corrected);
    return corrected;
  }

  /** After a refusal: what somebody who does not hold the lock has stored meanwhile; null when the token in hand is still the stored one. */
  async function replacement(tokens: TokenSet): Promise<TokenSet | null> {
    const stored = await use.read();
    return stored && stored.accessToken !== tokens.accessToken ? stored : null;
  }

  async function refreshNow(isFresh: (tokens: TokenSet) => boolean, mayGoOn = true): Promise<TokenSet> {
    return use.exclusively(async () => {
      const tokens = await use.read();
      if (!tokens) throw signIn(`You are not signed in to ${use.system}.`);
      if (isFresh(tokens)) return tokens;
      try {
        return await refreshed(tokens);
      } catch (error) {
        if (error instanceof TooEarly) return whenTooEarly(tokens);
        if (error instanceof CallFailure && error.kind === 'sign-in') {
          const other = await replacement(tokens);
          if (other && isFresh(other)) return other;
        }
        const alive = ageOf(tokens, use.now()) < tokens.expiresIn - slack;
        if (mayGoOn && alive && error instanceof CallFailure && (error.kind === 'trouble' || error.kind === 'no-answer')) return tokens;
        throw error;
      }
    });
  }

  const mayKeep = (tokens: TokenSet): boolean => {
    // A young token refreshed too early costs an error as one that has died does; but only the latter is an answer that tells the time.
    if (use.inDoubt?.()) return true;
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
      const next = await refreshNow((other) => other.accessToken !== used || isNotWorthATry(other), false);
      if (next.accessToken !== used) return true;
      return next.refusedEarly === true && next.receivedAt + (use.refreshAfter + slack) * 1000;
    },
  };
}
