import { Hono } from 'hono';
import { hosts, type Environment } from './hosts';
import { addRevoke, type OAuthOptions } from './oauth';
import type { Tokens } from './tokens';

/** What the service says of itself. It offers neither PKCE nor the accounting scope. */
const discovery = (environment: Environment) => ({
  issuer: `https://${hosts.token}/op/v1`,
  authorization_endpoint: `https://${hosts.consent}/connect/oauth2`,
  token_endpoint: `https://${hosts.token}/oauth2/v1/tokens/bearer`,
  userinfo_endpoint: `https://${hosts.userInfo[environment]}/v1/openid_connect/userinfo`,
  revocation_endpoint: `https://${hosts.developer}/v2/oauth2/tokens/revoke`,
  jwks_uri: `https://${hosts.token}/op/v1/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'email', 'profile', 'address', 'phone'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  claims_supported: ['aud', 'exp', 'iat', 'iss', 'realmid', 'sub'],
});

/** developer.api.intuit.com: the discovery documents and revoking. */
export function developerApp(options: OAuthOptions): Hono {
  const app = new Hono();
  app.get('/.well-known/openid_configuration', (context) => context.json(discovery('production')));
  app.get('/.well-known/openid_sandbox_configuration', (context) => context.json(discovery('sandbox')));
  addRevoke(app, options);
  return app;
}

/** Who gave the consent, for tokens with OpenID scopes. */
export function userInfoApp(tokens: Tokens): Hono {
  const app = new Hono();
  app.get('/v1/openid_connect/userinfo', (context) => {
    const found = tokens.check(/^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '');
    if (!found?.valid || !found.grant.scopes.includes('openid')) return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
    const { user, scopes } = found.grant;
    return context.json({
      sub: user.id,
      ...(scopes.includes('email') ? { email: user.email, emailVerified: true } : {}),
      ...(scopes.includes('profile') ? { givenName: user.givenName, familyName: user.familyName } : {}),
    });
  });
  return app;
}
