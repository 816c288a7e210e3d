import { Hono } from 'hono';
import { consentPage, messagePage } from './consent-page';
import type { IdTokens } from './id-tokens';
import { redirectUriProblem } from './redirect-uri';
import type { Client, User, World } from './state';
import { TokenError, type TokenAnswer, type Tokens } from './tokens';

export const accountingScope = 'com.intuit.quickbooks.accounting';

export interface OAuthOptions {
  world: World;
  tokens: Tokens;
  idTokens: IdTokens;
  clients: readonly Client[];
  /** Redirect at once, as for a user who agreed before: to the first company, or to this realm id. */
  consent(): boolean | string;
  /** Who is signed in to the web pages. */
  signedIn(): User;
}

function redirect(to: string, parameters: Record<string, string | null>): Response {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return new Response(null, { status: 302, headers: { location: url.href } });
}

const errorPage = (text: string) => messagePage('Uh oh, there’s a connection problem', text, 400);

/** The web pages of appcenter.intuit.com where a user connects a company. */
export function consentApp({ world, tokens, clients, consent, signedIn }: OAuthOptions): Hono {
  const app = new Hono();

  function checked(query: URLSearchParams): Response | { client: Client; redirectUri: string; scopes: string[] } {
    const client = clients.find(({ clientId }) => clientId === query.get('client_id'));
    if (!client) return errorPage('The client_id query parameter value is invalid.');
    const redirectUri = query.get('redirect_uri') ?? '';
    const problem = redirectUriProblem(client, redirectUri);
    if (problem) return errorPage(problem);
    const state = query.get('state');
    if (query.get('response_type') !== 'code') return redirect(redirectUri, { error: 'unsupported_response_type', state });
    const scopes = (query.get('scope') ?? '').split(/ +/).filter(Boolean);
    if (!scopes.includes(accountingScope)) return redirect(redirectUri, { error: 'invalid_scope', state });
    if (world.behaviour.pkce === 'refused' && query.has('code_challenge')) return redirect(redirectUri, { error: 'invalid_request', state });
    return { client, redirectUri, scopes };
  }

  const companiesOf = (client: Client) => world.companies(client.environment).filter(({ realmId }) => signedIn().adminOf?.includes(realmId) ?? true);

  function grant({ client, redirectUri, scopes }: { client: Client; redirectUri: string; scopes: string[] }, realmId: string | undefined, state: string | null): Response {
    const company = companiesOf(client).find((candidate) => realmId === undefined || candidate.realmId === realmId);
    if (!company) return errorPage('You are not an admin of any company this app can connect to.');
    return redirect(redirectUri, { code: tokens.issueCode(client.clientId, signedIn(), company.realmId, scopes, redirectUri), state, realmId: company.realmId });
  }

  app.get('/connect/oauth2', (context) => {
    const query = new URL(context.req.url).searchParams;
    const found = checked(query);
    if (found instanceof Response) return found;
    const given = consent();
    if (given !== false) return grant(found, given === true ? undefined : given, query.get('state'));
    return consentPage(query, signedIn().givenName, companiesOf(found.client));
  });

  app.post('/connect/oauth2/consent', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const found = checked(form);
    if (found instanceof Response) return found;
    if (form.get('decision') !== 'connect') return redirect(found.redirectUri, { error: 'access_denied', state: form.get('state') });
    return grant(found, form.get('chosenRealm') ?? undefined, form.get('state'));
  });
  return app;
}

/** The app a token request speaks for, by Basic header or by the fields of its form. */
function clientOf(clients: readonly Client[], header: string | undefined, form: URLSearchParams): Client | undefined {
  const basic = /^Basic (\S+)$/i.exec(header ?? '')?.[1];
  const [id, secret] = basic === undefined ? [form.get('client_id'), form.get('client_secret')] : (/^([^:]*):(.*)$/.exec(Buffer.from(basic, 'base64').toString())?.slice(1) ?? []);
  return clients.find(({ clientId, clientSecret }) => clientId === id && clientSecret === secret);
}

const json = { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-cache, no-store' };

/** Runs a token request and words its errors. */
async function answered(work: () => unknown): Promise<Response> {
  try {
    const body = await work();
    return new Response(body === null ? null : JSON.stringify(body), { headers: json });
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return new Response(JSON.stringify({ error: error.code, ...(error.description === undefined ? {} : { error_description: error.description }) }), { status: error.status, headers: json });
  }
}

function required(options: OAuthOptions, header: string | undefined, form: URLSearchParams): Client {
  const client = clientOf(options.clients, header, form);
  if (!client) throw new TokenError(options.world.behaviour.invalidClientStatus, 'invalid_client');
  return client;
}

function granted({ tokens, idTokens, world }: OAuthOptions, clientId: string, form: URLSearchParams): TokenAnswer {
  const type = form.get('grant_type');
  if (type === 'refresh_token') return tokens.renew(clientId, form.get('refresh_token') ?? '');
  if (type !== 'authorization_code') throw new TokenError(400, 'unsupported_grant_type');
  const answer = tokens.exchange(clientId, form.get('code') ?? '', form.get('redirect_uri') ?? '');
  const grant = tokens.check(answer.access_token)?.grant;
  return grant?.scopes.includes('openid') ? { ...answer, id_token: idTokens.issue(grant, world.clock.now()) } : answer;
}

/** oauth.platform.intuit.com: codes and refresh values become tokens. */
export function tokenApp(options: OAuthOptions): Hono {
  const { tokens, world, idTokens } = options;
  const app = new Hono();
  app.get('/op/v1/jwks', (context) => context.json(idTokens.jwks()));
  app.post('/oauth2/v1/tokens/bearer', (context) =>
    answered(async () => {
      if (!(context.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) throw new TokenError(400, 'invalid_request');
      const form = new URLSearchParams(await context.req.text());
      const { clientId } = required(options, context.req.header('authorization'), form);
      if (world.behaviour.pkce === 'refused' && form.has('code_verifier')) throw new TokenError(400, 'invalid_request');
      const answer = granted(options, clientId, form);
      return context.req.header('x-include-refresh-token-hard-expires-in') === 'true' ? { ...answer, x_refresh_token_hard_expires_in: tokens.hardExpiry(answer) } : answer;
    }),
  );
  return app;
}

/** The revoke endpoint's part of developer.api.intuit.com. The token comes as JSON, or in a form as some clients send it. */
export function addRevoke(app: Hono, options: OAuthOptions): void {
  app.post('/v2/oauth2/tokens/revoke', (context) =>
    answered(async () => {
      const text = await context.req.text();
      const form = (context.req.header('content-type') ?? '').includes('json') ? new URLSearchParams(Object.entries(JSON.parse(text) as Record<string, string>)) : new URLSearchParams(text);
      const { clientId } = required(options, context.req.header('authorization'), form);
      options.tokens.revoke(clientId, form.get('token') ?? '');
      return null;
    }),
  );
}
