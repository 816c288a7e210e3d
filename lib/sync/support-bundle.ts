import { maskData, maskText } from '../net/masking';
import type { ConnectionRow, JobRow } from '../storage/rows';
import type { SyncContext } from './context';
import { exportSettings } from './settings-file';

/** What the bundle says of where it was made. */
export interface Maker {
  version: string;
  browser: string;
}

const errorsKept = 100;
const requestsKept = 300;
const eventsKept = 200;

const about =
  'Made by a press of Support bundle, sent to nobody. Keys, sign-ins, names, addresses, e-mail addresses, telephone, bank and VAT numbers are covered; ' +
  'document numbers, amounts and the addresses of the systems are not.';

/** The plain values of a system's capabilities; what depends on the connection is worked out elsewhere. */
const plainValues = (capabilities: object): Record<string, unknown> => Object.fromEntries(Object.entries(capabilities).filter(([, value]) => typeof value !== 'function'));

function systemsOf(context: SyncContext, { host, ledger }: ConnectionRow): object {
  try {
    const capabilities = plainValues(context.ledgerOf(ledger.system).capabilities);
    const { directions, bookmarks, budget } = context.hostOf(host.system);
    return { ledger: { capabilities, budget: context.ledgerOf(ledger.system).budget }, host: { directions, bookmarks, budget } };
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}

function connectionOf(context: SyncContext, row: ConnectionRow): object {
  const { id, state, trouble, connectedAt, referenceAt, paymentsAt, listedAt, nextRunAt, firstSyncAt, run, locked, anchorMissing } = row;
  return { id, state, trouble, connectedAt, referenceAt, paymentsAt, listedAt, nextRunAt, firstSyncAt, run, locked, anchorMissing, host: row.host.system, ledger: row.ledger.system, systems: systemsOf(context, row) };
}

const rawOf = (raw: string | undefined): unknown => {
  if (raw === undefined) return undefined;
  try {
    return maskData(JSON.parse(raw));
  } catch {
    return maskText(raw);
  }
};

const errorOf = ({ document, connection, action, state, wait, attempts, updatedAt, dismissed, problems }: JobRow): object => ({
  document: `${document.kind}/${document.id}`, connection, action, state, wait, attempts, updatedAt, dismissed,
  problems: problems.map(({ code, message, detail, raw, fixes }) => ({ code, message: maskText(message), detail, raw: rawOf(raw), fixes: fixes.map(({ id }) => id) })),
});

/** Every name that the sentences of these errors may hold: of the contacts, those offered instead, and the user's own. */
async function namesIn({ database }: SyncContext, jobs: readonly JobRow[], connections: readonly ConnectionRow[]): Promise<string[]> {
  const keys = jobs.map(({ connection, document }) => `${connection}/${document.kind}/${document.id}`);
  const [links, documents] = await Promise.all([database.links.bulkGet(keys), database.documents.bulkGet(keys)]);
  const labels = jobs.flatMap(({ problems }) => problems.flatMap(({ fixes }) => fixes.flatMap(({ action, choices }) => (action.type === 'map' && action.kind !== 'contact' ? [] : (choices ?? []).flatMap(({ label, detail }) => [label, detail ?? ''])))));
  const names = [
    ...jobs.map(({ title }) => title?.contact), ...links.map((link) => link?.contactName), ...documents.map((document) => document?.contactName), ...labels,
    ...connections.flatMap(({ user, companyName }) => [user, companyName]),
  ];
  return [...new Set(names.flatMap((name) => (name && name.trim().length > 2 ? [name.trim()] : [])))].sort((a, b) => b.length - a.length);
}

/** A text as it stands within JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Everything somebody who helps needs to know, as JSON, and nothing that is somebody's own. */
export async function supportBundle(context: SyncContext, maker: Maker): Promise<string> {
  const { database } = context;
  const connections = await database.connections.toArray();
  const held = (await database.jobs.where('state').anyOf('blocked', 'failed').toArray()).sort((a, b) => b.updatedAt - a.updatedAt).slice(0, errorsKept);
  const counts = Object.fromEntries(await Promise.all(database.tables.map(async (table) => [table.name, await table.count()] as const)));
  const states = new Map<string, number>();
  await database.jobs.orderBy('state').eachKey((state) => void states.set(String(state), (states.get(String(state)) ?? 0) + 1));
  const settings = JSON.parse(await exportSettings(context)) as { connections: { ledger: object }[] };
  const bundle = {
    about, ...maker, madeAt: new Date(context.now()).toISOString(),
    settings: maskData(settings.connections.map((connection) => ({ ...connection, ledger: { ...connection.ledger, clientId: undefined } }))),
    connections: connections.map((row) => connectionOf(context, row)),
    counts, jobs: Object.fromEntries(states),
    budgets: await database.budgets.toArray(),
    errors: held.map(errorOf),
    // What happened when, without the sentences: they name people.
    events: (await database.journal.orderBy('seq').reverse().limit(eventsKept).toArray()).map(({ at, connection, document, event, tone }) => ({ at, connection, document, event, tone })),
    requests: await database.requests.orderBy('seq').reverse().limit(requestsKept).toArray(),
    setAside: (await database.quarantine.toArray()).map(({ table, connection, reason, at }) => ({ table, connection, reason, at })),
  };
  const names = await namesIn(context, held, connections);
  return `${names.reduce((text, name) => text.replaceAll(inJson(name), `${inJson(name.slice(0, 1))}•••`), JSON.stringify(bundle, null, 2))}\n`;
}
