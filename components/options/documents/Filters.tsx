import type { Counts, DocumentFilter } from './filter';
import { everything, needingYou, notListed } from './filter';

interface FiltersProps {
  filter: DocumentFilter;
  counts: Counts;
  onChange: (filter: DocumentFilter) => void;
}

/** Search, and what the list is limited to. */
export function Filters({ filter, counts, onChange }: FiltersProps) {
  const change = (part: Partial<DocumentFilter>) => onChange({ ...filter, ...part });
  const states: { value: DocumentFilter['state']; text: string }[] = [
    { value: '', text: 'All states' },
    ...(counts.needingYou > 0 ? [{ value: needingYou, text: `What needs you (${counts.needingYou})` } as const] : []),
    ...[...counts.states].map(([word, count]) => ({ value: word, text: `${word} (${count})` })),
    ...(counts.notListed > 0 ? [{ value: notListed, text: `Not listed any more (${counts.notListed})` } as const] : []),
  ];
  // A state that no document has any more stays chosen until another is.
  if (states.every(({ value }) => value !== filter.state)) states.push({ value: filter.state, text: `${filter.state === needingYou ? 'What needs you' : filter.state === notListed ? 'Not listed any more' : filter.state} (0)` });
  const isLimited = filter.search !== '' || filter.state !== '' || filter.kind !== '' || filter.from !== '' || filter.to !== '';
  return (
    <div class="row filters" role="search" aria-label="Filter documents">
      <input class="field-control" type="search" aria-label="Search documents" placeholder="Number, contact or amount" value={filter.search} onInput={(event) => change({ search: event.currentTarget.value })} />
      <select class="field-control auto" aria-label="State" value={filter.state} onChange={(event) => change({ state: event.currentTarget.value as DocumentFilter['state'] })}>
        {states.map(({ value, text }) => (
          <option key={value} value={value} selected={value === filter.state}>
            {text}
          </option>
        ))}
      </select>
      <select class="field-control auto" aria-label="Kind" value={filter.kind} onChange={(event) => change({ kind: event.currentTarget.value as DocumentFilter['kind'] })}>
        <option value="">All kinds</option>
        <option value="invoice">Invoices</option>
        <option value="bill">Bills</option>
      </select>
      <span class="row nowrap period">
        <input class="field-control auto" type="date" aria-label="Issued from" max={filter.to} value={filter.from} onInput={(event) => change({ from: event.currentTarget.value })} />
        <span class="soft" aria-hidden="true">to</span>
        <input class="field-control auto" type="date" aria-label="Issued until" min={filter.from} value={filter.to} onInput={(event) => change({ to: event.currentTarget.value })} />
      </span>
      <label class="check">
        <input type="checkbox" checked={filter.needingFirst} onChange={(event) => change({ needingFirst: event.currentTarget.checked })} />
        <span>What needs you first</span>
      </label>
      {isLimited && (
        <button type="button" class="button quiet small" onClick={() => onChange({ ...everything, needingFirst: filter.needingFirst })}>
          Show all
        </button>
      )}
    </div>
  );
}
