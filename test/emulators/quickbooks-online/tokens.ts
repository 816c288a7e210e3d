import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/emulator';
import type { Behaviour } from './behaviour';
import type { User } from './state';

const day = 86_400_000;
const accessLifetime = 3_600_000;
const refreshLifetime = 100 * day;
const grantLifetime = 5 * 365 * day;

/** One consent: an app may act for a user in one company. */
export interface Grant {
  clientId: string;
  user: User;
  realmId: string;
  scopes: readonly string[];
  /** The age limit of five years counts from here. */
  at: number;
  revoked: boolean;
  /** The newest refresh value; null until the code is exchanged. */
  refresh: string | null;
}

interface Code {
  grant: Grant;
  redirectUri: string;
  expires: number;
}

interface Refresh {
  grant: Grant;
  issuedAt: number;
  /** When a newer value took over; this one goes on for a day. */
  replacedAt: number | null;
}

export interface TokenAnswer {
  token_type: 'bearer';
  access_token: string;
  /** Seconds. */
  expires_in: number;
  refresh_token: string;
  /** Seconds. */
  x_refresh_token_expires_in: number;
  /** Seconds; only for requests that ask for it. */
  x_refresh_token_hard_expires_in?: number;
  /** Only for the `openid` scope, when a code is exchanged. */
  id_token?: string;
}

/** An OAuth error as the token endpoint words it. */
export class TokenError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description?: string,
  ) {
    super(description ?? code);
  }
}

const accessPrefix = 'eyJhbGciOiJkaXIi.';
const refreshPrefix = 'RT1-';

/** Where one of these stands in an address, a secret has got out. */
export const holdsToken = (text: string): boolean => text.includes(accessPrefix) || text.includes(refreshPrefix);

const random = (length: number) => randomBytes(length).toString('base64url');
export const invalidGrant = (description: string) => new TokenError(400, 'invalid_grant', description);

export class Tokens {
  readonly codes = new Map<string, Code>();
  readonly access = new Map<string, { grant: Grant; expires: number }>();
  readonly refresh = new Map<string, Refresh>();
  readonly grants: Grant[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly behaviour: Behaviour,
  ) {}

  /** A code for a consent just given. */
  issueCode(clientId: string, user: User, realmId: string, scopes: readonly string[], redirectUri: string): string {
    const code = `XAB11${random(32)}`;
    this.codes.set(code, { grant: this.grantOf(clientId, user, realmId, scopes), redirectUri, expires: this.clock.now() + this.behaviour.codeLifetime });
    return code;
  }

  private grantOf(clientId: string, user: User, realmId: string, scopes: readonly string[]): Grant {
    const grant: Grant = { clientId, user, realmId, scopes, at: this.clock.now(), revoked: false, refresh: null };
    this.grants.push(grant);
    return grant;
  }

  /** Throws TokenError. A connection of the same app and company by another admin ends with it. */
  exchange(clientId: string, code: string, redirectUri: string): TokenAnswer {
    const found = this.codes.get(code);
    if (!found || found.grant.clientId !== clientId || found.redirectUri !== redirectUri) throw invalidGrant('Token invalid');
    this.codes.delete(code);
    if (this.clock.now() >= found.expires) throw invalidGrant('Authorization code expired');
    const { grant } = found;
    for (const other of this.grants) {
      if (other !== grant && other.refresh !== null && other.clientId === clientId && other.realmId === grant.realmId && other.user.id !== grant.user.id) other.revoked = true;
    }
    return this.issue(grant);
  }

  /** Throws TokenError for a value that is unknown, too old, or was replaced more than a day ago. */
  renew(clientId: string, value: string): TokenAnswer {
    const now = this.clock.now();
    const found = this.refresh.get(value);
    const incorrect = () => invalidGrant('Incorrect or invalid refresh token');
    if (!found || found.grant.clientId !== clientId || found.grant.revoked) throw incorrect();
    if (found.replacedAt !== null && now >= found.replacedAt + day) throw incorrect();
    if (now >= found.issuedAt + refreshLifetime || now >= found.grant.at + grantLifetime) throw incorrect();
    return this.issue(found.grant);
  }

  /** The refresh value stays the same for a day; its hundred days count from when it was new. */
  private issue(grant: Grant): TokenAnswer {
    const now = this.clock.now();
    let current = grant.refresh === null ? undefined : this.refresh.get(grant.refresh);
    if (!current || now >= current.issuedAt + day) {
      if (current) current.replacedAt = now;
      current = { grant, issuedAt: now, replacedAt: null };
      grant.refresh = `${refreshPrefix}${random(32)}`;
      this.refresh.set(grant.refresh, current);
    }
    const accessToken = `${accessPrefix}${random(120)}`;
    this.access.set(accessToken, { grant, expires: now + accessLifetime });
    return {
      token_type: 'bearer',
      access_token: accessToken,
      expires_in: accessLifetime / 1000,
      refresh_token: grant.refresh ?? '',
      x_refresh_token_expires_in: Math.floor((current.issuedAt + refreshLifetime - now) / 1000),
    };
  }

  /** Seconds until the connection ends for good. */
  hardExpiry(answer: TokenAnswer): number {
    const grant = this.access.get(answer.access_token)?.grant;
    return Math.floor(((grant?.at ?? 0) + grantLifetime - this.clock.now()) / 1000);
  }

  /** Ends the connection of a refresh or access token. Throws TokenError for one that is not this app's. */
  revoke(clientId: string, token: string): void {
    const grant = (this.refresh.get(token) ?? this.access.get(token))?.grant;
    if (!grant || grant.clientId !== clientId || grant.revoked) throw invalidGrant('Token invalid');
    grant.revoked = true;
  }

  /** Whom an access token speaks for, and whether it still does; null for one never issued. */
  check(accessToken: string): { grant: Grant; valid: boolean } | null {
    const found = this.access.get(accessToken);
    if (!found) return null;
    const now = this.clock.now();
    return { grant: found.grant, valid: !found.grant.revoked && now < found.expires && now < found.grant.at + grantLifetime };
  }

  /** Tokens for tests that are not about signing in. */
  give(clientId: string, user: User, realmId: string, scopes: readonly string[]): TokenAnswer {
    return this.issue(this.grantOf(clientId, user, realmId, scopes));
  }

  clear(): void {
    for (const map of [this.codes, this.access, this.refresh]) map.clear();
    this.grants.length = 0;
  }
}
