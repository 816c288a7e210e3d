import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import { ConnectionFilter } from '../ConnectionFilter';
import { causesOf, type ErrorFilter } from './filter';
import { count } from './words';

interface ErrorFiltersProps {
  filter: ErrorFilter;
  jobs: readonly JobRow[];
  connections: readonly ConnectionRow[];
  onChange: (filter: ErrorFilter) => void;
}

/** Which of the open errors are shown. */
export function ErrorFilters({ filter, jobs, connections, onChange }: ErrorFiltersProps) {
  const set = (change: Partial<ErrorFilter>) => onChange({ ...filter, ...change });
  const causes = causesOf(jobs);
  return (
    <div class="row filters" role="search" aria-label="Open errors">
      <input class="field-control search" type="search" aria-label="Search the errors" placeholder="Number, contact, cause" value={filter.words} onInput={(event) => set({ words: event.currentTarget.value })} />
      <ConnectionFilter connections={connections} value={filter.connection} onChange={(connection) => set({ connection })} />
      <select class="field-control auto" aria-label="Kind" value={filter.kind} onChange={(event) => set({ kind: event.currentTarget.value as ErrorFilter['kind'] })}>
        <option value="">Invoices and bills</option>
        <option value="invoice">Invoices</option>
        <option value="bill">Bills</option>
      </select>
      <select class="field-control auto cause" aria-label="Cause" value={filter.cause} onChange={(event) => set({ cause: event.currentTarget.value })}>
        <option value="">Every cause</option>
        {causes.map(({ code, label, count: of }) => (
          <option key={code} value={code}>
            {`${label} (${count(of)})`}
          </option>
        ))}
      </select>
    </div>
  );
}
