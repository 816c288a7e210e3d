import type { Company } from '../ledgers/ledger';
import type { ConnectAnswer } from '../messages';
import { CallFailure } from '../net/failure';
import { beginSignIn, finishSignIn } from '../net/oauth';
import type { ConnectionRow } from '../storage/rows';
import { noteConnection, type SyncContext } from './context';
import { pullHostReference, pullReference } from './reference-data';
import { ledgerCall, oauthClient, openSession, readTokens, secretNames, writeTokens } from './session';

/** What connecting needs of the browser. */
export interface SignInWindow {
  redirectUri: string;
  /** Opens the address and resolves with the one the user came back to. Rejects when the window was closed. */
  open(url: string): Promise<string>;
}

export interface ConnectRequest {
  connection: string;
  company?: string | undefined;
  replace?: boolean | undefined;
}

const no = (message: string, detail?: string): ConnectAnswer => ({ ok: false, message, ...(detail ? { detail } : {}) });

async function signIn(context: SyncContext, connection: ConnectionRow, window: SignInWindow): Promise<void> {
  const client = await oauthClient(context, connection);
  const pending = await beginSignIn(client, window.redirectUri);
  let returned: string;
  try {
    returned = await window.open(pending.url);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new CallFailure('sign-in', 'The sign-in was not finished.', { system: client.system, cause, raw: text });
  }
  const answer = await finishSignIn(client, pending, returned);
  if (!answer.refreshToken) throw new CallFailure('sign-in', `${client.system} gave no lasting access. Check the rights of the app registration.`, { system: client.system });
  await writeTokens(context, connection.id, { accessToken: answer.accessToken, refreshToken: answer.refreshToken, receivedAt: context.now(), expiresIn: answer.expiresIn });
}

/** Other connections of the same ledger company that are connected now: one company takes one host entity. */
async function rivals(context: SyncContext, connection: ConnectionRow, company: string): Promise<ConnectionRow[]> {
  const all = await context.database.connections.toArray();
  return all.filter(
    (other) =>
      other.id !== connection.id && (other.state === 'connected' || other.state === 'sign-in-needed') &&
      other.ledger.system === connection.ledger.system && other.ledger.country === connection.ledger.country && other.ledger.company === company,
  );
}

export async function disconnect(context: SyncContext, id: string, why?: string): Promise<void> {
  const connection = await context.database.connections.get(id);
  if (!connection) return;
  await context.vault.remove([secretNames(id).tokens]);
  await context.database.connections.update(id, { state: 'not-connected', trouble: '', run: null });
  await noteConnection(context, connection, 'disconnected', why ?? 'Disconnected.', 'info');
  context.changed(id, null);
}

function pick(connection: ConnectionRow, request: ConnectRequest, companies: readonly Company[]): Company | ConnectAnswer {
  const wanted = request.company ?? connection.ledger.company;
  const usable = companies.filter((company) => !company.unusable);
  if (!wanted) return usable.length === 1 && usable[0] ? usable[0] : { ok: true, state: 'choose-company', companies: [...companies] };
  const company = companies.find((candidate) => candidate.id === wanted);
  if (!company) return no(`This sign-in has no access to company ${wanted}.`, companies.length > 0 ? `It may reach: ${companies.map(({ id, name }) => `${id} ${name}`).join(', ')}.` : 'It may reach no company at all.');
  if (company.unusable) return no(`Company ${company.id} ${company.name} cannot be used: ${company.unusable}.`);
  return company;
}

/** Resumes what waited for the sign-in. */
async function releaseJobs(context: SyncContext, connection: string): Promise<void> {
  await context.database.jobs
    .where({ connection })
    .filter((job) => job.state === 'waiting' && job.wait?.reason === 'sign-in')
    .modify({ nextAt: context.now() });
}

/**
 * Connects: sign-in where it is needed, the company the settings name (or a choice), reference data of both sides.
 * Asked again with `company` or `replace` it goes on from the same sign-in.
 */
export async function connect(context: SyncContext, request: ConnectRequest, window: SignInWindow): Promise<ConnectAnswer> {
  const connection = await context.database.connections.get(request.connection);
  if (!connection) return no('There is no such connection any more.');
  const ledger = context.ledgerOf(connection.ledger.system);
  try {
    // An answer to "which company?" continues the sign-in that asked; anything else begins anew, so that another user can sign in.
    const goingOn = (request.company !== undefined || request.replace === true) && (await readTokens(context, connection.id)) !== null;
    if (!goingOn) await signIn(context, connection, window);
    const { user, companies } = await ledger.companies(ledgerCall(context, connection), connection.ledger);
    const company = pick(connection, request, companies);
    if (!('id' in company)) return company;

    const others = await rivals(context, connection, company.id);
    if (others[0] && !request.replace) return { ok: true, state: 'already-connected', other: others[0].id, company: company.name };
    for (const other of others) await disconnect(context, other.id, `Disconnected: "${connection.id}" is now connected to ${company.name}.`);

    const connected: ConnectionRow = {
      ...connection,
      ledger: { ...connection.ledger, company: company.id },
      state: 'connected', trouble: '', user, companyName: company.name, companyCurrency: company.currency, connectedAt: context.now(),
      // Another company's cursor would be nonsense here, and another user may see other feeds.
      ...(connection.ledger.company === company.id && connection.user === user ? {} : { paymentCursor: null }),
    };
    const session = await openSession(context, connected);
    await pullReference(context, session);
    // Together: a browser that stops in between must not leave work waiting for a sign-in that was given.
    await context.database.transaction('rw', [context.database.connections, context.database.jobs, context.database.journal], async () => {
      await context.database.connections.put({ ...connected, referenceAt: context.now() });
      await noteConnection(context, connected, 'connected', `Connected to ${company.name} as ${user}.`, 'ok');
      await releaseJobs(context, connection.id);
    });
    const hostProblem = await pullHostReference(context, session).then(() => null, (error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (hostProblem) await noteConnection(context, connected, 'host', `${context.hostOf(connected.host.system).name} could not be read: ${hostProblem}`, 'warn');
    context.changed(connection.id, null);
    return { ok: true, state: 'connected', user, company: company.name };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = error instanceof CallFailure ? error.detail.raw : undefined;
    await noteConnection(context, connection, 'connect-failed', message, 'bad');
    return no(message, detail);
  }
}
