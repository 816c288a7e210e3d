import * as oauth from 'oauth4webapi';
import { CallFailure } from './failure';
import type { OAuthServer } from './oauth-server';

export interface OAuthClient {
  /** The ledger's name, for sentences. */
  system: string;
  authorization: OAuthServer;
  clientId: string;
  clientSecret: string;
  fetch: typeof fetch;
}

export interface TokenAnswer {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken: string | null;
  /** The company that was chosen, where the way back names it. */
  company?: string;
}

/** What must be kept between sending the user away and their return. */
export interface PendingSignIn {
  url: string;
  state: string;
  /** Null where no proof key goes along. */
  verifier: string | null;
  redirectUri: string;
}

/** The refresh was refused because the token in hand is still good. */
export class TooEarly extends Error {
  override readonly name = 'TooEarly';
}

const serverOf = (authorization: OAuthServer): oauth.AuthorizationServer => ({
  issuer: authorization.issuer,
  authorization_endpoint: authorization.authorizationEndpoint,
  token_endpoint: authorization.tokenEndpoint,
});

/** A fresh authorization request: random state each time, and a random proof key (PKCE) where the server is sent one. */
export async function beginSignIn(client: OAuthClient, redirectUri: string): Promise<PendingSignIn> {
  const state = oauth.generateRandomState();
  const verifier = client.authorization.proofKey ? oauth.generateRandomCodeVerifier() : null;
  const url = new URL(client.authorization.authorizationEndpoint);
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    state,
    ...(verifier === null ? {} : { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }),
    ...client.authorization.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, state, verifier, redirectUri };
}

const bytesAsText = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

/** Id and secret go into the header as they are: a server that does not undo the percent-encoding RFC 6749 asks for would take them for others. */
const basic = (secret: string): oauth.ClientAuth => (_server, client, _body, headers) =>
  headers.set('authorization', `Basic ${btoa(bytesAsText(`${client.client_id}:${secret}`))}`);

const authenticationOf = ({ authorization, clientSecret }: OAuthClient): oauth.ClientAuth =>
  authorization.clientAuthentication === 'basic' ? basic(clientSecret) : oauth.ClientSecretPost(clientSecret);

function requestOptions(client: OAuthClient): oauth.TokenEndpointRequestOptions {
  return {
    signal: AbortSignal.timeout(20_000),
    [oauth.customFetch]: (url: string, init: RequestInit) =>
      client.fetch(url, { ...init, credentials: 'omit', redirect: 'error', cache: 'no-store', referrerPolicy: 'no-referrer' }),
  } as oauth.TokenEndpointRequestOptions;
}

/** Sends and reads a token request; every way it can fail becomes a CallFailure or TooEarly. */
async function tokens(
  client: OAuthClient,
  send: () => Promise<Response>,
  read: (response: Response) => Promise<oauth.TokenEndpointResponse>,
): Promise<TokenAnswer> {
  const { system } = client;
  let response: Response;
  try {
    response = await send();
  } catch (cause) {
    throw new CallFailure('no-answer', `${system} did not answer the sign-in.`, { system, cause, endpoint: 'token' });
  }
  const body = await response.clone().text().catch(() => '');
  if (response.status >= 500 || response.status === 429) {
    throw new CallFailure('trouble', `${system} has trouble with signing in (${response.status}).`, { system, status: response.status, endpoint: 'token' });
  }
  if (!response.ok && client.authorization.isTooEarly(body, response.headers)) throw new TooEarly(body);
  try {
    const answer = await read(response);
    return {
      accessToken: answer.access_token,
      expiresIn: Number(answer.expires_in ?? client.authorization.lifetime),
      refreshToken: answer.refresh_token ?? null,
    };
  } catch (cause) {
    if (response.ok) throw new CallFailure('no-answer', `${system}'s answer to the sign-in cannot be read.`, { system, cause, endpoint: 'token' });
    const reason = cause instanceof oauth.ResponseBodyError ? (cause.error_description ?? cause.error) : body.slice(0, 200);
    throw new CallFailure('sign-in', `${system} refused the sign-in: ${reason}`, { system, status: response.status, raw: reason, cause, endpoint: 'token' });
  }
}

/** The company the way back names; undefined where it is not told there. Throws CallFailure 'sign-in' when it should be and is not. */
function companyOf(client: OAuthClient, parameters: URLSearchParams): string | undefined {
  const name = client.authorization.companyParameter;
  if (name === undefined) return undefined;
  const [company, ...others] = parameters.getAll(name);
  // It becomes part of addresses.
  if (company !== undefined && others.length === 0 && /^[A-Za-z0-9]{1,64}$/.test(company)) return company;
  throw new CallFailure('sign-in', `${client.system} did not say which company the sign-in is for; it was not used. Connect again and choose a company.`, { system: client.system, endpoint: 'auth' });
}

/** Turns the address the user came back with into tokens. Throws CallFailure 'sign-in' for a foreign or replayed state, for a company that is not told, and when the user refused. */
export async function finishSignIn(client: OAuthClient, pending: PendingSignIn, returnedTo: string): Promise<TokenAnswer> {
  const server = serverOf(client.authorization);
  const app: oauth.Client = { client_id: client.clientId };
  let parameters: URLSearchParams;
  try {
    parameters = oauth.validateAuthResponse(server, app, new URL(returnedTo), pending.state);
  } catch (cause) {
    const refused = cause instanceof oauth.AuthorizationResponseError;
    const message = refused ? `${client.system} did not give access: ${cause.error_description ?? cause.error}.` : 'The sign-in came back with a state that is not ours; it was not used.';
    throw new CallFailure('sign-in', message, { system: client.system, cause, endpoint: 'auth' });
  }
  const company = companyOf(client, parameters);
  const answer = await tokens(
    client,
    () =>
      oauth.authorizationCodeGrantRequest(server, app, authenticationOf(client), parameters, pending.redirectUri, pending.verifier ?? oauth.nopkce, requestOptions(client)),
    (response) => oauth.processAuthorizationCodeResponse(server, app, response),
  );
  return company === undefined ? answer : { ...answer, company };
}

/** One refresh. Throws TooEarly, CallFailure 'sign-in' when the refresh token is dead, 'no-answer' or 'trouble' when it cannot be told. */
export function refreshTokens(client: OAuthClient, refreshToken: string): Promise<TokenAnswer> {
  const server = serverOf(client.authorization);
  const app: oauth.Client = { client_id: client.clientId };
  return tokens(
    client,
    () => oauth.refreshTokenGrantRequest(server, app, authenticationOf(client), refreshToken, requestOptions(client)),
    (response) => oauth.processRefreshTokenResponse(server, app, response),
  );
}
