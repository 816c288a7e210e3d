import type { HostSurvey } from '../../hosts/survey';
import { dayOf } from '../../model/dates';
import type { DocumentKind } from '../../model/document';
import type { CheckUpLook } from '../../storage/check-up-row';
import type { ConnectionRow, DocumentRow, JobRow } from '../../storage/rows';
import type { SyncContext } from '../context';
import { goes, syncedKindOf } from '../directions';
import { mappingTable } from '../mapping-table';
import type { CheckFacts, SeenRight } from './facts';
import { dayNeeds } from './needs';

const kindsOf = (context: SyncContext, connection: ConnectionRow): DocumentKind[] =>
  (['invoice', 'bill'] as const).filter((kind) => connection.sync[syncedKindOf[kind]] && goes(context, connection, syncedKindOf[kind], 'to-ledger'));

/** What is listed and neither deleted nor linked, whatever holds it up. */
export async function unsentOf(context: SyncContext, connection: ConnectionRow): Promise<{ rows: DocumentRow[]; listed: boolean; booked: boolean }> {
  const { database } = context;
  const kinds = kindsOf(context, connection);
  const linked = new Set((await database.links.where({ connection: connection.id }).primaryKeys()) as string[]);
  const listed = await database.documents.where({ connection: connection.id }).toArray();
  return { rows: listed.filter((row) => kinds.includes(row.kind) && !row.deleted && !linked.has(row.key)), listed: listed.length > 0 || connection.listedAt !== undefined, booked: linked.size > 0 };
}

/** Units that hold up a document now, whatever products and documents were looked at. */
function withHeldUnits(survey: HostSurvey, jobs: readonly JobRow[]): HostSurvey {
  const known = new Set(survey.units.map(({ name }) => name.toLowerCase()));
  const held = jobs.flatMap(({ problems, title, document }) =>
    problems.filter(({ code }) => code === 'unit-unmapped').flatMap(({ fixes }) => fixes.flatMap(({ action }) => (action.type === 'map' && action.kind === 'unit' ? [{ name: action.host, on: `${document.kind} ${title?.number ?? document.id}, which waits for it` }] : []))));
  const units = [...survey.units];
  for (const unit of held) {
    if (known.has(unit.name.toLowerCase())) continue;
    known.add(unit.name.toLowerCase());
    units.push(unit);
  }
  return { ...survey, units };
}

async function accessOf(context: SyncContext, connection: ConnectionRow): Promise<CheckFacts['access']> {
  const origins = [...context.hostOf(connection.host.system).origins(connection.host), ...context.ledgerOf(connection.ledger.system).origins(connection.ledger)];
  return Promise.all(origins.map(async (origin) => ({ origin, granted: (await context.mayReach?.(origin.replace(/\*$/, ''))) ?? true })));
}

/** Everything findings are made from, out of the database and what calls have shown. Makes no call. */
export async function gatherFacts(context: SyncContext, connection: ConnectionRow, look: CheckUpLook): Promise<CheckFacts> {
  const { database } = context;
  const { id } = connection;
  const host = context.hostOf(connection.host.system);
  const ledger = context.ledgerOf(connection.ledger.system);
  const { capabilities } = ledger;
  const kinds = kindsOf(context, connection);
  const { rows, listed, booked } = await unsentOf(context, connection);
  const blocked = await database.jobs.where('[connection+state]').equals([id, 'blocked']).toArray();
  const rights: SeenRight[] = (ledger.rights?.(connection.ledger) ?? []).map(({ name, covers, use, without }) => ({ name, covers, use, without, seen: look.rights[name] ?? null }));
  return {
    hostName: host.name,
    ledgerName: ledger.name,
    ...(context.locale ? { locale: context.locale } : {}),
    now: context.now(),
    today: dayOf(context.now()),
    connection,
    look: look.survey ? { ...look, survey: withHeldUnits(look.survey, blocked) } : look,
    kinds,
    journals: capabilities.journals,
    makesItems: connection.sync.products || kinds.some((kind) => capabilities.items(connection.ledger, kind) !== 'optional'),
    itemsNeedCode: capabilities.itemsNeedCode,
    table: await mappingTable(context, id),
    hostReference: await database.hostReference.where({ connection: id }).toArray(),
    periods: await database.periods.where({ connection: id }).toArray(),
    missing: connection.referenceMissing ?? [],
    rights,
    unsent: rows.map(({ kind, number, date, currency }) => ({ kind, number, date, currency })),
    listed,
    booked,
    access: await accessOf(context, connection),
    days: dayNeeds(connection, { host, ledger }, await database.budgets.toArray(), rows, context.now()),
  };
}
