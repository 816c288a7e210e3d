import { generateKeyPairSync, sign, type KeyPairKeyObjectResult } from 'node:crypto';
import { hosts } from './hosts';
import type { Grant } from './tokens';

const keyId = 'r4p5SbL2qaFehFzhj8gI';
const lifetime = 3600;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The signed statement of who agreed, for connections with the `openid` scope. */
export class IdTokens {
  private keys: KeyPairKeyObjectResult | null = null;

  /** Made at the first use: it takes a while. */
  private get pair(): KeyPairKeyObjectResult {
    this.keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.keys;
  }

  /** What the key address answers. */
  jwks(): object {
    const { n, e, kty } = this.pair.publicKey.export({ format: 'jwk' });
    return { keys: [{ kty, e, use: 'sig', kid: keyId, alg: 'RS256', n }] };
  }

  /** `now` in milliseconds. */
  issue({ clientId, realmId, user, at }: Grant, now: number): string {
    const issued = Math.floor(now / 1000);
    const claims = { sub: user.id, aud: [clientId], realmid: realmId, auth_time: Math.floor(at / 1000), iss: `https://${hosts.token}/op/v1`, exp: issued + lifetime, iat: issued };
    const signed = `${encoded({ kid: keyId, alg: 'RS256' })}.${encoded(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.pair.privateKey).toString('base64url')}`;
  }
}
