import { gapsOf } from '../../../lib/mapping/held';
import type { MappingKind } from '../../../lib/model/reference';
import type { JobRow } from '../../../lib/storage/rows';

/** The documents of a connection that wait for a mapping of that kind. Pure. */
export const waitingFor = (jobs: readonly JobRow[], connection: string, kind: MappingKind): JobRow[] =>
  jobs.filter((job) => job.connection === connection && job.state === 'blocked' && gapsOf(job.problems).some((gap) => gap.kind === kind));

/** Those that were sent to this page without saying for what. Pure. */
export const sentHere = (jobs: readonly JobRow[], connection: string): JobRow[] =>
  jobs.filter(
    (job) =>
      job.connection === connection && job.state === 'blocked' && gapsOf(job.problems).length === 0 &&
      job.problems.some(({ fixes }) => fixes.some(({ action }) => action.type === 'open-options' && action.route.startsWith('#/mappings'))),
  );
