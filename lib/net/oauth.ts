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
}

/** What must be kept between sending the user away and their return. */
export interface PendingSignIn {
  url: string;
  state: string;
  verifier: string;
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

/** A fresh authorization request: random state and PKCE challenge each time, also where the server ignores the latter. */
export async function beginSignIn(client: OAuthClient, redirectUri: string): Promise<PendingSignIn> {
  const state = oauth.generateRandomState();
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(client.authorization.authorizationEndpoint);
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...client.authorization.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, state, verifier, redirectUri };
}

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

/** Turns the address the user came back with into tokens. Throws CallFailure 'sign-in' for a foreign or replayed state and when the user refused. */
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
  return tokens(
    client,
    () =>
      oauth.authorizationCodeGrantRequest(server, app, oauth.ClientSecretPost(client.clientSecret), parameters, pending.redirectUri, pending.verifier, requestOptions(client)),
    (response) => oauth.processAuthorizationCodeResponse(server, app, response),
  );
}

/** One refresh. Throws TooEarly, CallFailure 'sign-in' when the refresh token is dead, 'no-answer' or 'trouble' when it cannot be told. */
export function refreshTokens(client: OAuthClient, refreshToken: string): Promise<TokenAnswer> {
  const server = serverOf(client.authorization);
  const app: oauth.Client = { client_id: client.clientId };
  return tokens(
    client,
    () => oauth.refreshTokenGrantRequest(server, app, oauth.ClientSecretPost(client.clientSecret), refreshToken, requestOptions(client)),
    (response) => oauth.processRefreshTokenResponse(server, app, response),
  );
}
