import { rulesOf } from '../../hosts/host';
import { emptyBudget } from '../../net/budget';
import { dayLeft } from '../../net/day-left';
import { CallFailure } from '../../net/failure';
import type { CheckUpLook } from '../../storage/check-up-row';
import type { ConnectionRow, RequestRow } from '../../storage/rows';
import type { SyncContext } from '../context';
import { pullHostReference, pullReference } from '../reference-data';
import { ledgerCall, type Session } from '../session';
import { rightsSeen } from './evidence';
import { unsentOf } from './gather';

/** Looking is not worth the last calls of a day. */
const keptForSending = 30;
/** While something is refused, the reference data is read anew this seldom: six refusals an hour and endpoint leave room below the ten that close it. */
const refusedRest = 600_000;
/** Calls that are gone through for what they say of rights. */
const newestCalls = 1_500;

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What both sides define, anew; why not, where it is not. */
async function readAnew(context: SyncContext, session: Session): Promise<string | undefined> {
  const { connection } = session;
  const { name } = context.ledgerOf(connection.ledger.system);
  const since = context.now() - (connection.referenceAt ?? 0);
  if ((connection.referenceMissing ?? []).length > 0 && since < refusedRest) {
    return `${name} refused some of it minutes ago and counts what it refuses, so it is not asked again so soon.`;
  }
  try {
    await pullReference(context, session);
    await pullHostReference(context, session);
    return undefined;
  } catch (error) {
    return sentenceOf(error);
  }
}

type CompanyLook = Pick<CheckUpLook, 'company' | 'companyTrouble' | 'signInTrouble'>;

/** Who the company is, asked live: that the sign-in still works shows with it. */
async function askCompany(context: SyncContext, { connection, priority }: Session): Promise<CompanyLook> {
  const ledger = context.ledgerOf(connection.ledger.system);
  try {
    const { companies } = await ledger.companies(ledgerCall(context, connection, priority), connection.ledger);
    const company = companies.find(({ id }) => id === connection.ledger.company) ?? null;
    return company ? { company } : { company: null, signInTrouble: `This sign-in no longer has access to company ${connection.ledger.company}.` };
  } catch (error) {
    const isRefused = error instanceof CallFailure && error.kind === 'sign-in';
    return { company: null, [isRefused ? 'signInTrouble' : 'companyTrouble']: sentenceOf(error) };
  }
}

async function surveyHost(context: SyncContext, { connection, host }: Session): Promise<Pick<CheckUpLook, 'survey' | 'surveyTrouble'>> {
  const { name, budget, budgetKey } = context.hostOf(connection.host.system);
  if (!host.survey) return { survey: null, surveyTrouble: `${name} cannot be looked at for this.` };
  const key = budgetKey(connection.host);
  const day = dayLeft((await context.database.budgets.get(key)) ?? emptyBudget(key), rulesOf({ budget }, connection.host), context.now());
  if (day && day.left < keptForSending) return { survey: null, surveyTrouble: `${name} was not looked at: only ${day.left} calls are left today, and they are kept for sending.` };
  const { rows } = await unsentOf(context, connection);
  const newest = [...rows].sort((a, b) => b.date.localeCompare(a.date)).map(({ kind, id }) => ({ kind, id }));
  try {
    return { survey: await host.survey(newest, connection.sync.startDate) };
  } catch (error) {
    return { survey: null, surveyTrouble: sentenceOf(error) };
  }
}

/** What the calls made so far show of the user's rights: out of the log, without a call. */
export async function rightsOf(context: SyncContext, connection: ConnectionRow, before: Pick<CheckUpLook, 'rights'> | null): Promise<CheckUpLook['rights']> {
  const { database } = context;
  const ledger = context.ledgerOf(connection.ledger.system);
  const rights = ledger.rights?.(connection.ledger) ?? [];
  const since = connection.connectedAt ?? 0;
  const isOurs = (row: { connection: string; system: string; at: number }) => row.connection === connection.id && row.system === ledger.name && row.at >= since;
  const calls: Pick<RequestRow, 'method' | 'url' | 'status'>[] = [];
  // One by one: their bodies are not needed.
  await database.requests.orderBy('seq').reverse().limit(newestCalls).each((row) => {
    if (isOurs(row)) calls.push({ method: row.method, url: row.url, status: row.status });
  });
  const missing = (await database.connections.get(connection.id))?.referenceMissing ?? [];
  return rightsSeen(rights, calls, missing, before?.rights ?? {});
}

/**
 * Looks at both sides anew. `anew`: their reference data as well, which was just read where the connection was just made.
 * Throws nothing for a call that failed: what it would have shown cannot be told then, and why is said.
 */
export async function lookAround(context: SyncContext, session: Session, anew: boolean, before: CheckUpLook | null): Promise<CheckUpLook> {
  const { connection } = session;
  const mayAsk = connection.state === 'connected' || connection.state === 'trouble';
  const referenceTrouble = anew && mayAsk ? await readAnew(context, session) : undefined;
  const company = mayAsk ? await askCompany(context, session) : { company: null };
  return { ...(await surveyHost(context, session)), ...company, ...(referenceTrouble ? { referenceTrouble } : {}), rights: await rightsOf(context, connection, before) };
}
