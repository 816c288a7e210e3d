import { rulesOf, type HostAccount } from '../hosts/host';
import type { LedgerCompany } from '../ledgers/ledger';
import type { Call } from '../net/call';
import { CallFailure } from '../net/failure';
import { createCaller, type CallerDependencies } from '../net/http';
import { refreshTokens, type OAuthClient } from '../net/oauth';
import { createTokens, type Tokens, type TokenSet } from '../net/tokens';
import { changeBudget } from '../storage/budgets';
import { recordRequest } from '../storage/logs';
import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from './context';
import { signInCalls, type SignInCalls } from './sign-in-calls';

/** Names of a connection's secrets in the vault. */
export const secretNames = (connection: string) => ({
  hostSecret: `${connection}/host`,
  clientSecret: `${connection}/client`,
  tokens: `${connection}/tokens`,
  webhook: `${connection}/webhook`,
});

/** Held by whoever renews or replaces a connection's tokens. */
export const tokenLock = (connection: string): string => `token:${connection}`;

/** Both ends of a connection, ready to be called. Made anew for each piece of work, so that it never outlives a change of company. */
export interface Session {
  connection: ConnectionRow;
  host: HostAccount;
  ledger: LedgerCompany;
  /** The one document that all of the work is for ("invoice/1001"); absent where it is for none, or several. */
  document?: string;
  /** The same ledger for calls that several documents share, named in the Requests log. */
  sharing?(documents: readonly string[]): LedgerCompany;
  /** 0 for what the user asked for and waits for; higher for background work. */
  priority: number;
}

export async function oauthClient(context: SyncContext, connection: ConnectionRow): Promise<OAuthClient> {
  const ledger = context.ledgerOf(connection.ledger.system);
  return {
    system: ledger.name,
    authorization: ledger.authorization(connection.ledger),
    clientId: connection.ledger.clientId,
    clientSecret: (await context.vault.read(secretNames(connection.id).clientSecret)) ?? '',
    // A token's age is reckoned from its answer: the clock must be right by then.
    fetch: async (input, init) => {
      const response = await context.fetch(input, init);
      context.clock?.hear(response.headers.get('date'));
      return response;
    },
  };
}

export async function readTokens(context: SyncContext, connection: string): Promise<TokenSet | null> {
  const text = await context.vault.read(secretNames(connection).tokens);
  return text ? (JSON.parse(text) as TokenSet) : null;
}

/** Throws CallFailure 'sign-in' when they cannot be kept: tokens that are not on disk are not used. */
export async function writeTokens(context: SyncContext, connection: string, tokens: TokenSet): Promise<void> {
  try {
    await context.vault.write(secretNames(connection).tokens, JSON.stringify(tokens));
  } catch (cause) {
    throw new CallFailure('sign-in', 'The browser could not store the new sign-in; its disk may be full. Free some space, then connect again.', { system: 'this browser', cause });
  }
}

function tokensOf(context: SyncContext, connection: ConnectionRow): Tokens {
  const ledger = context.ledgerOf(connection.ledger.system);
  let calls: SignInCalls | undefined;
  const told = async (error: unknown): Promise<never> => {
    await calls?.tell();
    throw error;
  };
  return createTokens({
    system: ledger.name,
    refreshAfter: ledger.authorization(connection.ledger).refreshAfter,
    read: () => readTokens(context, connection.id),
    write: async (tokens) => {
      await writeTokens(context, connection.id, tokens);
      await calls?.tell();
    },
    refresh: async (refreshToken) => {
      const client = await oauthClient(context, connection);
      calls ??= signInCalls(context, connection, client);
      return refreshTokens({ ...client, fetch: calls.fetch }, refreshToken).catch(told);
    },
    exclusively: (work) => context.exclusively(tokenLock(connection.id), work),
    now: context.now,
    ...(context.clock ? { inDoubt: context.clock.inDoubt } : {}),
  });
}

type CallerOptions = Pick<CallerDependencies, 'system' | 'rules' | 'budgetKey' | 'priority' | 'access' | 'hear'> & {
  /** The document the calls are made for ("invoice/1001"). */
  document?: string | undefined;
};

function caller(context: SyncContext, connection: ConnectionRow, { document, ...options }: CallerOptions): Call {
  return createCaller({
    ...options,
    underWay: context.underWay,
    lanes: context.lanes,
    budget: (key, change) => changeBudget(context.database, key, change),
    record: (request) => recordRequest(context.database, { ...request, connection: connection.id, ...(document === undefined ? {} : { document }) }),
    fetch: context.fetch,
    now: context.now,
    ...(context.wait ? { wait: context.wait } : {}),
    online: context.online,
    ...(context.mayReach ? { mayReach: context.mayReach } : {}),
  });
}

/** Calls to the ledger with the connection's access token. `priority`: whose turn comes first where calls wait for each other. */
export function ledgerCall(context: SyncContext, connection: ConnectionRow, priority = 0, document?: string): Call {
  const ledger = context.ledgerOf(connection.ledger.system);
  const tokens = tokensOf(context, connection);
  return caller(context, connection, {
    system: ledger.name,
    rules: ledger.budget,
    budgetKey: ledger.budgetKey(connection.ledger),
    priority,
    document,
    access: {
      headers: async () => ({ authorization: `Bearer ${await tokens.current()}` }),
      renew: (used) => tokens.renew((used['authorization'] ?? '').replace(/^Bearer /, '')),
    },
    ...(context.clock ? { hear: context.clock.hear } : {}),
  });
}

/** The ledger for a call that the work of several sessions shares; undefined for none. */
export function sharedLedger(sessions: readonly Session[]): LedgerCompany | undefined {
  const [first, ...others] = sessions;
  return others.length === 0 ? first?.ledger : (first?.sharing?.(sessions.flatMap(({ document }) => document ?? [])) ?? first?.ledger);
}

/** `document`: the one that all of the work is for, where there is one. */
export async function openSession(context: SyncContext, connection: ConnectionRow, priority = 0, document?: string): Promise<Session> {
  const host = context.hostOf(connection.host.system);
  const ledger = context.ledgerOf(connection.ledger.system);
  const secret = (await context.vault.read(secretNames(connection.id).hostSecret)) ?? '';
  const hostCall = caller(context, connection, { system: host.name, rules: rulesOf(host, connection.host), budgetKey: host.budgetKey(connection.host), priority, document });
  return {
    connection,
    priority,
    host: host.open(hostCall, connection.host, secret),
    ledger: ledger.open(ledgerCall(context, connection, priority, document), connection.ledger),
    ...(document === undefined ? {} : { document, sharing: (documents) => ledger.open(ledgerCall(context, connection, priority, documents.join(', ')), connection.ledger) }),
  };
}
