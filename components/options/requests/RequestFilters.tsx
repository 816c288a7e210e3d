import type { ConnectionRow } from '../../../lib/storage/rows';
import type { RequestSearch } from '../../../lib/sync/log-search';
import { hostName, ledgerName } from '../../shared/names';
import { ConnectionFilter } from '../ConnectionFilter';

interface RequestFiltersProps {
  search: RequestSearch;
  connections: readonly ConnectionRow[];
  onChange: (change: Partial<RequestSearch>) => void;
}

/** Which of the calls are shown. */
export function RequestFilters({ search, connections, onChange }: RequestFiltersProps) {
  const systems = [...new Set(connections.flatMap(({ host, ledger }) => [hostName(host), ledgerName(ledger)]))];
  return (
    <div class="row filters" role="search" aria-label="Requests">
      <input class="field-control search" type="search" aria-label="Filter" placeholder="Purpose, address, status" value={search.words} onInput={(event) => onChange({ words: event.currentTarget.value })} />
      <input class="field-control search narrow" type="search" aria-label="Document" placeholder="Document" value={search.document} onInput={(event) => onChange({ document: event.currentTarget.value })} />
      <select class="field-control auto" aria-label="System" value={search.system} onChange={(event) => onChange({ system: event.currentTarget.value })}>
        <option value="">All systems</option>
        {systems.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <ConnectionFilter connections={connections} value={search.connection} onChange={(connection) => onChange({ connection })} />
      <label class="row check">
        <input type="checkbox" checked={search.failedOnly} onChange={(event) => onChange({ failedOnly: event.currentTarget.checked })} />
        Failed only
      </label>
    </div>
  );
}
