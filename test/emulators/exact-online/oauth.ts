import type { Hono } from 'hono';
import { consentPage } from './consent-page';
import type { ErrorBudget } from './limits';
import type { Client, User, World } from './state';
import { TokenError, type Tokens } from './tokens';

export interface OAuthOptions {
  world: World;
  tokens: Tokens;
  errors: ErrorBudget;
  clients: readonly Client[];
  /** Redirect at once, as for a user who agreed before; the divisions consented to, or all. */
  consent(): { auto: boolean; divisions: readonly number[] };
  /** Who is signed in to the web pages. */
  signedIn(): User;
}

const endpoint = 'oauth2/token';

function redirect(to: string, parameters: Record<string, string | null>): Response {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  // Written out, since "!" has to arrive percent-encoded.
  return new Response(null, { status: 302, headers: { location: url.href } });
}

const refused = (status: number, message: string) => new Response(message, { status, headers: { 'content-type': 'text/plain' } });

/** Signing in: /api/oauth2/auth and /api/oauth2/token. */
export function addOAuth(app: Hono, options: OAuthOptions): void {
  const { world, tokens } = options;

  function checked(query: URLSearchParams): Response | { client: Client; redirectUri: string } {
    const client = options.clients.find(({ clientId }) => clientId === query.get('client_id'));
    if (!client) return refused(401, 'Unknown client_id');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!/^https:\/\//.test(redirectUri) || !URL.canParse(redirectUri)) return refused(401, 'The redirect_uri has to be an https address');
    if (client.redirectUris && !client.redirectUris.includes(redirectUri)) return refused(401, 'The redirect_uri is not registered');
    if (query.get('response_type') !== 'code') return redirect(redirectUri, { error: 'unsupported_response_type', state: query.get('state') });
    return { client, redirectUri };
  }

  const grant = (client: Client, redirectUri: string, divisions: readonly number[], state: string | null) =>
    redirect(redirectUri, { code: tokens.issueCode(client.clientId, options.signedIn(), divisions, redirectUri), state });

  app.get('/api/oauth2/auth', (context) => {
    const query = new URL(context.req.url).searchParams;
    const found = checked(query);
    if (found instanceof Response) return found;
    const consent = options.consent();
    if (consent.auto) return grant(found.client, found.redirectUri, consent.divisions, query.get('state'));
    return consentPage(query, options.signedIn().name, world.companies.values());
  });

  app.post('/api/oauth2/consent', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const found = checked(form);
    if (found instanceof Response) return found;
    if (form.get('decision') !== 'allow') return redirect(found.redirectUri, { error: 'access_denied', state: form.get('state') });
    return grant(found.client, found.redirectUri, form.getAll('division').map(Number), form.get('state'));
  });

  function answer(form: URLSearchParams): unknown {
    const client = options.clients.find(({ clientId }) => clientId === form.get('client_id'));
    if (!client || client.clientSecret !== form.get('client_secret')) throw new TokenError(400, 'invalid_client', 'The client credentials are invalid');
    const type = form.get('grant_type');
    if (type === 'authorization_code') return tokens.exchange(client.clientId, form.get('code') ?? '', form.get('redirect_uri') ?? '');
    if (type === 'refresh_token') return tokens.renew(client.clientId, form.get('refresh_token') ?? '');
    throw new TokenError(400, 'unsupported_grant_type', 'The grant_type is not supported');
  }

  app.post('/api/oauth2/token', async (context) => {
    const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
    const form = new URLSearchParams(await context.req.text());
    const user = tokens.refresh.get(form.get('refresh_token') ?? '')?.grant.user ?? options.signedIn();
    const key = `${form.get('client_id') ?? ''}|${user.id}||${endpoint}`;
    if (options.errors.isBlocked(key)) return options.errors.blockedAnswer();
    try {
      const type = context.req.header('content-type') ?? '';
      if (!type.startsWith('application/x-www-form-urlencoded')) throw new TokenError(400, 'invalid_request', 'The request is not form-urlencoded');
      return new Response(JSON.stringify(answer(form)), { headers: json });
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      options.errors.count(key, error.status);
      const headers = error.reason ? { ...json, Reason: error.reason } : json;
      return new Response(JSON.stringify({ error: error.code, error_description: error.description }), { status: error.status, headers });
    }
  });
}
