import { useMemo } from 'preact/hooks';
import type { MappingKind } from '../../../lib/model/reference';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { hostName, ledgerName } from '../../shared/names';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { heldGaps, heldJobs, withHeld, type HeldGap } from './gaps';
import { cluesFor, withSuggestions } from './guesses';
import type { MappingData, MappingLine } from './line';
import { kindsShown, mappingData, mappingLines } from './lines';

interface Lines {
  /** Absent until everything was read. */
  data: MappingData | null;
  kinds: readonly MappingKind[];
  /** Of contacts and products only those that something waits for. */
  lines: ReadonlyMap<MappingKind, readonly MappingLine[]>;
  held: readonly HeldGap[];
  /** What needs the user, of all connections. */
  jobs: readonly JobRow[];
}

const noJobs: readonly JobRow[] = [];
const noLines: readonly MappingLine[] = [];

/** Every kind's rows with what they hold up, kept up to date. */
export function useLines(connection: ConnectionRow): Lines {
  const queries = useQueries();
  const { id, companyCurrency: currency = '' } = connection;
  const mappings = useObservable(() => queries.mappings(id), [queries, id]);
  const reference = useObservable(() => queries.reference(id), [queries, id]);
  const hostReference = useObservable(() => queries.hostReference(id), [queries, id]);
  const jobs = useObservable(() => queries.openErrors(), [queries]) ?? noJobs;
  const host = hostName(connection.host);
  const ledger = ledgerName(connection.ledger);

  const data = useMemo(
    () => (mappings && reference && hostReference ? mappingData(mappings, reference, hostReference, { currency, hostName: host, ledgerName: ledger }) : null),
    [mappings, reference, hostReference, currency, host, ledger],
  );
  const held = useMemo(() => (data ? heldGaps(heldJobs(jobs, id), data) : []), [jobs, id, data]);
  const kinds = useMemo(() => (data ? kindsShown(data, held.map(({ gap }) => gap.kind)) : []), [data, held]);
  const lines = useMemo(() => new Map(data ? kinds.map((kind) => [kind, withHeld(mappingLines(kind, data), kind, held)]) : []), [kinds, data, held]);
  return { data, kinds, lines, held, jobs };
}

/** The rows of the kind that is shown, with what its gaps may be. */
export function useSuggested(connection: string, { data, lines, held }: Lines, kind: MappingKind): readonly MappingLine[] {
  const queries = useQueries();
  const own = lines.get(kind) ?? noLines;
  const clues = useMemo(() => (data ? cluesFor(own, data, held).sort().join('\n') : ''), [own, data, held]);
  const evidence = useObservable(() => queries.evidence(connection, clues === '' ? [] : clues.split('\n')), [queries, connection, clues]);
  return useMemo(() => (data ? withSuggestions(own, data, held, evidence ?? []) : own), [own, data, held, evidence]);
}
