import { answersFor, gapsOf, type Gap, type NamedValue } from '../mapping/held';
import type { DocumentRef } from '../model/document';
import type { JobRow, MappingRow } from '../storage/rows';
import type { SyncContext } from './context';
import { isLinkedKind } from './mapping-search';
import type { Queue } from './queue';

const sideOf = ({ kind }: DocumentRef): 'sales' | 'purchase' => (kind === 'invoice' ? 'sales' : 'purchase');

/** Does nothing that mappings can mend hold the job up any more? Only what was set since it was held up counts. Pure. */
export function isMended(job: Pick<JobRow, 'problems' | 'document' | 'updatedAt'>, mappings: readonly Pick<MappingRow, 'kind' | 'host' | 'updatedAt'>[], values: readonly NamedValue[]): boolean {
  const gaps = gapsOf(job.problems);
  const since = mappings.filter(({ updatedAt }) => updatedAt >= job.updatedAt);
  return gaps.length > 0 && gaps.every((gap) => since.some((mapping) => answersFor(mapping, gap, sideOf(job.document), values)));
}

/** The mappings that were set for these gaps by name; contacts and products are looked up one by one, since there may be too many. */
async function mappingsFor({ database }: SyncContext, connection: string, jobs: readonly JobRow[]): Promise<MappingRow[]> {
  const gaps = jobs.flatMap(({ problems }) => gapsOf(problems));
  const kinds = [...new Set(gaps.map(({ kind }) => kind))].filter((kind) => !isLinkedKind(kind));
  const linked = gaps.filter(({ kind }) => isLinkedKind(kind)).map(({ kind, host }: Gap): [string, string, string] => [connection, kind, host]);
  const [values, links] = await Promise.all([database.mappings.where('[connection+kind]').anyOf(kinds.map((kind) => [connection, kind])).toArray(), database.mappings.bulkGet(linked)]);
  return [...values, ...links.filter((row) => row !== undefined)];
}

/** Documents that waited for mappings alone that are set now go on by themselves, unless their errors were dismissed. Returns how many. */
export async function resumeHeld(context: SyncContext, queue: Pick<Queue, 'requestAll'>, id: string): Promise<number> {
  const { database } = context;
  const connection = await database.connections.get(id);
  const held = (await database.jobs.where('[connection+state]').equals([id, 'blocked']).toArray()).filter(({ dismissed, problems }) => !dismissed && gapsOf(problems).length > 0);
  if (!connection || held.length === 0) return 0;
  const [mappings, values] = await Promise.all([mappingsFor(context, id, held), database.hostReference.where({ connection: id }).toArray()]);
  const mended = held.filter((job) => isMended(job, mappings, values));
  for (const action of new Set(mended.map((job) => job.action))) {
    await queue.requestAll(connection, mended.filter((job) => job.action === action).map(({ document }) => document), action, 5);
  }
  return mended.length;
}
