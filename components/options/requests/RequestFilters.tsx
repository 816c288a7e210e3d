import type { ConnectionRow } from '../../../lib/storage/rows';
import type { RequestSearch } from '../../../lib/sync/log-search';
import { hostName, ledgerName } from '../../shared/names';

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
      {connections.length > 1 && (
        <select class="field-control auto" aria-label="Connection" value={search.connection} onChange={(event) => onChange({ connection: event.currentTarget.value })}>
          <option value="">All connections</option>
          {connections.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      )}
      <label class="row check">
        <input type="checkbox" checked={search.failedOnly} onChange={(event) => onChange({ failedOnly: event.currentTarget.checked })} />
        Failed only
      </label>
    </div>
  );
}
