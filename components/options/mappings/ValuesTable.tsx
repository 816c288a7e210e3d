import type { MappingKind } from '../../../lib/model/reference';
import { AcceptSuggestions } from './AcceptSuggestions';
import type { MappingData, MappingLine } from './line';
import { filterMappings } from './lines';
import { MappingsTable } from './MappingsTable';

/** The values of a kind that are few enough to be known all at once. */
export function ValuesTable({ connection, kind, lines, search, data, onSet }: { connection: string; kind: MappingKind; lines: readonly MappingLine[]; search: string; data: MappingData; onSet: (resumed: number) => void }) {
  const shown = filterMappings(lines, search);
  return (
    <>
      <AcceptSuggestions connection={connection} lines={shown} onSet={onSet} />
      <MappingsTable connection={connection} kind={kind} count={shown.length} lineAt={(index) => shown[index]} searching={search !== ''} data={data} onSet={onSet} />
    </>
  );
}
