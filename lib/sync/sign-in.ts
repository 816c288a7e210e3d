import { CallFailure } from '../net/failure';
import { beginSignIn, finishSignIn, type TokenAnswer } from '../net/oauth';
import type { TokenSet } from '../net/tokens';
import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from './context';
import { oauthClient, tokenLock, writeTokens } from './session';
import { signInCalls } from './sign-in-calls';

/** What connecting needs of the browser. */
export interface SignInWindow {
  redirectUri: string;
  /** Opens the address and resolves with the one the user came back to. Rejects when the window was closed. */
  open(url: string): Promise<string>;
}

/** Has the user sign in, and keeps the tokens. Throws CallFailure 'sign-in', and keeps nothing, when no lasting access came of it or it is for another company than the settings name. */
export async function signIn(context: SyncContext, connection: ConnectionRow, window: SignInWindow): Promise<TokenSet> {
  const client = await oauthClient(context, connection);
  const calls = signInCalls(context, connection, client);
  const pending = await beginSignIn(client, window.redirectUri);
  let returned: string;
  try {
    returned = await window.open(pending.url);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new CallFailure('sign-in', 'The sign-in was not finished.', { system: client.system, cause, raw: text });
  }
  try {
    return await keep(context, connection, client.system, await finishSignIn({ ...client, fetch: calls.fetch }, pending, returned));
  } finally {
    await calls.tell();
  }
}

async function keep(context: SyncContext, connection: ConnectionRow, system: string, { accessToken, refreshToken, expiresIn, company }: TokenAnswer): Promise<TokenSet> {
  if (!refreshToken) throw new CallFailure('sign-in', `${system} gave no lasting access. Check the rights of the app registration.`, { system });
  const wanted = connection.ledger.company;
  if (company !== undefined && wanted && company !== wanted) {
    throw new CallFailure('sign-in', `This sign-in is for company ${company}; the settings name ${wanted}.`, { system, raw: `Connect again and choose company ${wanted} in ${system}, or change the settings.` });
  }
  const tokens: TokenSet = { accessToken, refreshToken, receivedAt: context.now(), expiresIn, ...(company === undefined ? {} : { company }) };
  // What is being renewed of an earlier sign-in must not come after it.
  await context.exclusively(tokenLock(connection.id), () => writeTokens(context, connection.id, tokens));
  return tokens;
}
