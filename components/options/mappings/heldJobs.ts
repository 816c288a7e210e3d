import type { MappingKind } from '../../../lib/model/reference';
import type { JobRow } from '../../../lib/storage/rows';

/** The documents of a connection that wait for a mapping of that kind, or were sent to this page without saying which. Pure. */
export const heldBy = (jobs: readonly JobRow[], connection: string, kind: MappingKind): JobRow[] =>
  jobs.filter(
    (job) =>
      job.connection === connection && job.state === 'blocked' &&
      job.problems.some(({ fixes }) => fixes.some(({ action }) => (action.type === 'map' && action.kind === kind) || (action.type === 'open-options' && action.route.startsWith('#/mappings')))),
  );
