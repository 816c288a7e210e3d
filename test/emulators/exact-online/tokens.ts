import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/emulator';
import type { User } from './state';

const codeLifetime = 3 * 60_000;
const accessLifetime = 600_000;
const refreshWait = 570_000;
const refreshLifetime = 30 * 86_400_000;

/** One consent: an app may act for a user in some divisions. Its tokens form a chain. */
export interface Grant {
  clientId: string;
  user: User;
  divisions: readonly number[];
  /** When the last access token was issued. */
  issuedAt: number;
  revoked: boolean;
}

interface Code {
  grant: Grant;
  redirectUri: string;
  expires: number;
}

interface Token {
  grant: Grant;
  expires: number;
  /** A refresh token that another one has replaced. */
  old: boolean;
}

export interface TokenAnswer {
  access_token: string;
  token_type: string;
  /** A text of digits, unlike what OAuth prescribes. */
  expires_in: string;
  refresh_token: string;
}

/** An OAuth error as the token endpoint words it. `grant` is known where the error counts against somebody. */
export class TokenError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly reason?: string,
  ) {
    super(description);
  }
}

const random = (length: number) => randomBytes(length).toString('base64url');
const invalidGrant = (description: string) => new TokenError(400, 'invalid_grant', description);

export class Tokens {
  readonly codes = new Map<string, Code>();
  readonly access = new Map<string, Token>();
  readonly refresh = new Map<string, Token>();
  readonly grants: Grant[] = [];

  constructor(private readonly clock: Clock) {}

  /** A code for a consent just given. It carries a "!", as the real ones do. */
  issueCode(clientId: string, user: User, divisions: readonly number[], redirectUri: string): string {
    const grant: Grant = { clientId, user, divisions, issuedAt: -Infinity, revoked: false };
    this.grants.push(grant);
    const code = `stampNL001.${random(12)}!IAAA${random(24)}`;
    this.codes.set(code, { grant, redirectUri, expires: this.clock.now() + codeLifetime });
    return code;
  }

  exchange(clientId: string, code: string, redirectUri: string): TokenAnswer {
    const found = this.codes.get(code);
    if (!found || found.grant.clientId !== clientId) throw invalidGrant('The authorization code is unknown or was used before');
    if (found.redirectUri !== redirectUri) throw invalidGrant('The redirect_uri does not match the authorization request');
    this.codes.delete(code);
    if (this.clock.now() >= found.expires) throw invalidGrant('The authorization code has expired');
    return this.issue(found.grant);
  }

  renew(clientId: string, refreshToken: string): TokenAnswer {
    const found = this.refresh.get(refreshToken);
    if (!found || found.grant.clientId !== clientId || found.grant.revoked) throw invalidGrant('Token is not allowed, because of invalid or empty chainId');
    if (found.old) throw invalidGrant('Old refresh token used');
    if (this.clock.now() >= found.expires) throw invalidGrant('Refresh token has expired');
    if (this.clock.now() < found.grant.issuedAt + refreshWait) {
      const description = 'Rate limit exceeded: access_token not expired';
      throw new TokenError(400, 'access_denied', description, `TooEarlyToRefreshTokens: ${description}`);
    }
    found.old = true;
    return this.issue(found.grant);
  }

  private issue(grant: Grant): TokenAnswer {
    const now = this.clock.now();
    grant.issuedAt = now;
    const answer: TokenAnswer = { access_token: `stampNL001.${random(48)}`, token_type: 'bearer', expires_in: '600', refresh_token: `stampNL001.${random(40)}` };
    this.access.set(answer.access_token, { grant, expires: now + accessLifetime, old: false });
    this.refresh.set(answer.refresh_token, { grant, expires: now + refreshLifetime, old: false });
    return answer;
  }

  /** Whom an access token speaks for, and whether it still does; null for one never issued. */
  check(accessToken: string): { grant: Grant; valid: boolean } | null {
    const found = this.access.get(accessToken);
    return found ? { grant: found.grant, valid: !found.grant.revoked && this.clock.now() < found.expires } : null;
  }

  /** A token for tests that are not about signing in. */
  give(clientId: string, user: User, divisions: readonly number[]): TokenAnswer {
    const grant: Grant = { clientId, user, divisions, issuedAt: 0, revoked: false };
    this.grants.push(grant);
    return this.issue(grant);
  }

  clear(): void {
    for (const map of [this.codes, this.access, this.refresh]) map.clear();
    this.grants.length = 0;
  }
}
