import { useEffect, useState } from 'preact/hooks';
import type { LinkedKind } from '../../../lib/sync/mapping-search';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import type { MappingData, MappingLine } from './line';
import { filterMappings } from './lines';
import { MappingsTable } from './MappingsTable';
import { mappedLine } from './values';

/** Rows read at once; a page is read again when what is shown comes near its edge. */
const pageSize = 150;
const step = 50;

/** Where the page begins that has the rows from `first` on in its middle. Pure. */
export const pageAt = (first: number): number => Math.max(0, Math.floor(first / step) * step - step);

/** Contacts or products: there may be tens of thousands, so they are read as they come in sight, and searched by the index. */
export function LinkedTable({ connection, kind, gaps, search, data, onSet }: { connection: string; kind: LinkedKind; gaps: readonly MappingLine[]; search: string; data: MappingData; onSet: (resumed: number) => void }) {
  const queries = useQueries();
  const [first, setFirst] = useState(0);
  useEffect(() => setFirst(0), [search]);
  const found = useObservable(() => queries.foundMappings({ connection, kind, search, first, count: pageSize }), [queries, connection, kind, search, first]);
  const asking = filterMappings(gaps, search);
  const lineAt = (index: number): MappingLine | undefined => {
    if (index < asking.length) return asking[index];
    const row = found?.rows[index - asking.length - found.first];
    return row && mappedLine(row, data);
  };
  if (!found) return null;
  return (
    <MappingsTable
      connection={connection}
      kind={kind}
      count={asking.length + found.total}
      lineAt={lineAt}
      onRange={(from) => setFirst(pageAt(Math.max(0, from - asking.length)))}
      searching={search !== ''}
      data={data}
      onSet={onSet}
    />
  );
}
