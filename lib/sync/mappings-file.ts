import type { MappingsPreview } from '../messages';
import { readCsv, writeCsv, type ReadRows } from '../mapping/csv';
import { planImport, type ImportPlan, type ImportStep } from '../mapping/import';
import { kindNames } from '../mapping/kinds';
import { mappingSettingsSchema } from '../settings';
import type { ConnectionRow, MappingRow } from '../storage/rows';
import { noteConnection, type SyncContext } from './context';

export type MappingsFormat = 'csv' | 'json';

/** Rows shown before an import; of the rest it is said how many there are. */
const shownRows = 500;
/** Written in one transaction, so that a great file does not keep others waiting. */
const inOneWrite = 1000;

const connectionOf = async ({ database }: SyncContext, id: string): Promise<ConnectionRow> => {
  const row = await database.connections.get(id);
  if (!row) throw new Error('There is no such connection any more.');
  return row;
};

const mappingsOf = ({ database }: SyncContext, connection: string): Promise<MappingRow[]> => database.mappings.where({ connection }).toArray();

/** The mappings of one connection as a file: a table for spreadsheets, or `mappings` of a settings file. */
export async function exportMappings(context: SyncContext, connection: string, format: MappingsFormat): Promise<string> {
  const rows = await mappingsOf(context, connection);
  if (format === 'csv') {
    return writeCsv(rows.map(({ kind, host, hostName = '', ledger, ledgerName = '', origin, used }) => ({ kind, host, hostName, ledger, ledgerName, origin, used: String(used) })));
  }
  return `${JSON.stringify({ version: 1, mappings: rows.map(({ kind, host, ledger }) => ({ connection, kind, host, ledger })) }, null, 2)}\n`;
}

/** A file of JSON: its mappings are counted, since its lines say nothing to people. Throws with a sentence when it is none. */
function readJson(text: string, connection: string): ReadRows {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const list = (data as { mappings?: unknown } | null)?.mappings;
  if (!Array.isArray(list)) throw new Error('The file has no "mappings", as a settings file has them.');
  const read: ReadRows = { rows: [], refused: [] };
  for (const [index, each] of list.entries()) {
    const line = index + 1;
    const parsed = mappingSettingsSchema.safeParse(each);
    if (!parsed.success) read.refused.push({ line, reason: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'It'}: ${message}`).join('; ') });
    else if (parsed.data.connection !== connection) read.refused.push({ line, reason: `It is for the connection "${parsed.data.connection}", not for this one.` });
    else read.rows.push({ line, kind: parsed.data.kind, host: parsed.data.host.trim(), hostName: '', ledger: parsed.data.ledger.trim() });
  }
  return read;
}

async function planOf(context: SyncContext, connection: ConnectionRow, text: string): Promise<ImportPlan> {
  const { rows, refused } = /^\uFEFF?\s*[{[]/.test(text) ? readJson(text.replace(/^\uFEFF/, ''), connection.id) : readCsv(text);
  const [existing, reference] = await Promise.all([mappingsOf(context, connection.id), context.database.reference.where({ connection: connection.id }).toArray()]);
  const plan = planImport(rows, { existing, reference, ledgerName: context.ledgerOf(connection.ledger.system).name });
  return { steps: plan.steps, refused: [...refused, ...plan.refused].sort((a, b) => a.line - b.line) };
}

const countOf = (steps: readonly ImportStep[], change: ImportStep['change']): number => steps.filter((step) => step.change === change).length;

/** What importing the file would change, before anything is. Throws with a sentence when it is no such file. */
export async function previewMappings(context: SyncContext, id: string, text: string): Promise<MappingsPreview> {
  const { steps, refused } = await planOf(context, await connectionOf(context, id), text);
  const changes = steps.filter(({ change }) => change !== 'same');
  return {
    counts: { add: countOf(steps, 'add'), change: countOf(steps, 'change'), same: countOf(steps, 'same'), refused: refused.length },
    changes: changes.slice(0, shownRows).map(({ line, change, kind, host, hostName, ledger, ledgerName, replaces: [before] }) => ({
      line, change: change === 'add' ? 'add' : 'change', kind: kindNames[kind].one, host: hostName || host, to: ledgerName ?? ledger, ...(before && { from: before.ledgerName ?? before.ledger }),
    })),
    refused: refused.slice(0, shownRows),
    unchecked: changes.filter(({ kind }) => kind === 'contact' || kind === 'product').length,
  };
}

/** Applies what the file says, but for the rows that are refused. Returns how many mappings were written. Throws as the preview does. */
export async function importMappings(context: SyncContext, id: string, text: string): Promise<number> {
  const { database } = context;
  const connection = await connectionOf(context, id);
  const { steps } = await planOf(context, connection, text);
  const changes = steps.filter(({ change }) => change !== 'same');
  for (let done = 0; done < changes.length; done += inOneWrite) {
    const part = changes.slice(done, done + inOneWrite);
    await database.transaction('rw', database.mappings, async () => {
      await database.mappings.bulkDelete(part.flatMap(({ kind, replaces }) => replaces.map(({ host }): [string, string, string] => [id, kind, host])));
      await database.mappings.bulkPut(part.map(({ kind, host, hostName, ledger, ledgerName }): MappingRow => ({
        connection: id, kind, host, ledger, origin: 'imported', used: 0, updatedAt: context.now(), ...(hostName && { hostName }), ...(ledgerName && { ledgerName }),
      })));
    });
  }
  if (changes.length > 0) {
    await noteConnection(context, connection, 'mapped', `${changes.length} ${changes.length === 1 ? 'mapping was' : 'mappings were'} imported: ${countOf(changes, 'add')} added, ${countOf(changes, 'change')} changed.`, 'info');
    context.changed(id, null);
  }
  return changes.length;
}
