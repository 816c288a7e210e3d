import type { HostReferenceItem } from '../hosts/host';
import type { Company, Ledger } from '../ledgers/ledger';
import type { ConnectAnswer } from '../messages';
import { CallFailure } from '../net/failure';
import { directionOf } from '../settings';
import type { ConnectionRow } from '../storage/rows';
import { noteConnection, type SyncContext } from './context';
import { currencyGap, currencySentence, type CurrencyGap } from './currencies';
import { noteReference, pullHostReference, referenceTables, storeHostReference, storeReference, type LedgerReference } from './reference-data';
import { ledgerCall, openSession, readTokens, secretNames } from './session';
import { signIn, type SignInWindow } from './sign-in';

export type { SignInWindow } from './sign-in';

export interface ConnectRequest {
  connection: string;
  company?: string | undefined;
  replace?: boolean | undefined;
  /** Look once more, without another sign-in. */
  again?: boolean | undefined;
}

const no = (message: string, detail?: string): ConnectAnswer => ({ ok: false, message, ...(detail ? { detail } : {}) });

/** Other connections of the same ledger company that are connected now: one company takes one host entity. */
async function rivals(context: SyncContext, connection: ConnectionRow, company: string): Promise<ConnectionRow[]> {
  const all = await context.database.connections.toArray();
  return all.filter(
    (other) =>
      other.id !== connection.id && (other.state === 'connected' || other.state === 'sign-in-needed') &&
      other.ledger.system === connection.ledger.system && other.ledger.country === connection.ledger.country &&
      other.ledger.environment === connection.ledger.environment && other.ledger.company === company,
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

/** The connection as the sign-in has it: where that names the company, it is this one that is asked about. */
const asSignedIn = (connection: ConnectionRow, company: string | undefined): ConnectionRow =>
  company === undefined ? connection : { ...connection, ledger: { ...connection.ledger, company } };

/** Connected, once the rest is stored with it. What was known of the company before is read anew. */
function connectedRow(connection: ConnectionRow, company: Company, user: string, now: number): ConnectionRow {
  const { traits: _before, ...ledger } = connection.ledger;
  return {
    ...connection,
    ledger: { ...ledger, company: company.id },
    state: 'connected', trouble: '', user, companyName: company.name, companyCurrency: company.currency, connectedAt: now,
    // Another company's cursor would be nonsense here, and another user may see other feeds.
    ...(connection.ledger.company === company.id && connection.user === user ? {} : { paymentCursor: null }),
    ...(connection.ledger.company !== company.id && { walks: undefined }),
  };
}

/** Together: a browser that stops in between must leave neither the data of one company under another, nor work waiting for a sign-in that was given. */
async function store(context: SyncContext, connected: ConnectionRow, reference: LedgerReference): Promise<void> {
  const { database } = context;
  await database.transaction('rw', [...referenceTables(context), database.jobs, database.journal], async () => {
    await database.connections.put(connected);
    await storeReference(context, connected.id, reference);
    await noteReference(context, connected, reference);
    // A ledger that does not tell who signed in has the company speak for itself.
    const as = connected.user && connected.user !== connected.companyName ? ` as ${connected.user}` : '';
    await noteConnection(context, connected, 'connected', `Connected to ${connected.companyName ?? ''}${as}.`, 'ok');
    await releaseJobs(context, connected.id);
  });
}

interface Matched {
  gap: CurrencyGap | null;
  /** Read on the way; null where it was not needed. */
  hostItems: HostReferenceItem[] | null;
}

const comesBack = ({ sync }: ConnectionRow): boolean => (['invoices', 'bills'] as const).some((kind) => sync[kind] && directionOf(sync, kind) === 'to-host');

/** Do both sides know the same currencies, where the ledger needs that? Throws CallFailure when the host cannot be asked. */
async function matchCurrencies(ledger: Ledger, read: () => Promise<HostReferenceItem[]>, reference: LedgerReference, company: Company, comesBack: boolean): Promise<Matched> {
  if (!ledger.capabilities.matchesCurrencies) return { gap: null, hostItems: null };
  const hostItems = await read();
  const told = hostItems.some(({ kind }) => kind === 'currency');
  return { gap: told ? currencyGap(hostItems, reference.items, company.currency, comesBack) : null, hostItems };
}

/**
 * Connects: sign-in where it is needed, the company the settings name (or a choice), reference data of both sides, and
 * matching currencies where the ledger needs them. Asked again with `company`, `replace` or `again` it goes on from the same sign-in.
 */
export async function connect(context: SyncContext, request: ConnectRequest, window: SignInWindow): Promise<ConnectAnswer> {
  const connection = await context.database.connections.get(request.connection);
  if (!connection) return no('There is no such connection any more.');
  const ledger = context.ledgerOf(connection.ledger.system);
  const hostName = context.hostOf(connection.host.system).name;
  try {
    // An answer to a question continues the sign-in that asked; anything else begins anew, so that another user can sign in.
    const goesOn = request.company !== undefined || request.replace === true || request.again === true;
    const tokens = (goesOn ? await readTokens(context, connection.id) : null) ?? (await signIn(context, connection, window));
    const signedIn = asSignedIn(connection, tokens.company);
    const { user, companies } = await ledger.companies(ledgerCall(context, signedIn), signedIn.ledger);
    const company = pick(connection, request, companies);
    if (!('id' in company)) return company;

    const others = await rivals(context, connection, company.id);
    if (others[0] && !request.replace) return { ok: true, state: 'already-connected', other: others[0].id, company: company.name };

    const connected = connectedRow(connection, company, user, context.now());
    const session = await openSession(context, connected);
    const reference = await session.ledger.readReference();
    const { gap, hostItems } = await matchCurrencies(ledger, () => session.host.readReference(), reference, company, comesBack(connection));
    if (gap) {
      await noteConnection(context, connection, 'connect-failed', currencySentence(gap, hostName, ledger.name), 'bad');
      return { ok: true, state: 'currencies-differ', ...gap };
    }

    for (const other of others) await disconnect(context, other.id, `Disconnected: "${connection.id}" is now connected to ${company.name}.`);
    await store(context, connected, reference);
    const untold = ledger.capabilities.matchesCurrencies && !hostItems?.some(({ kind }) => kind === 'currency');
    if (untold) await noteConnection(context, connected, 'host', `${hostName} does not tell its currencies; they were not compared with those of ${ledger.name}.`, 'warn');
    const pulled = hostItems ? storeHostReference(context, connection.id, hostItems) : pullHostReference(context, session);
    const hostProblem = await pulled.then(() => null, (error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (hostProblem) await noteConnection(context, connected, 'host', `${hostName} could not be read: ${hostProblem}`, 'warn');
    context.changed(connection.id, null);
    return { ok: true, state: 'connected', user, company: company.name };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = error instanceof CallFailure ? error.detail.raw : undefined;
    await noteConnection(context, connection, 'connect-failed', message, 'bad');
    return no(message, detail);
  }
}
