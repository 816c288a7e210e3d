import { useMemo, useState } from 'preact/hooks';
import { formatMoment } from '../../../lib/model/dates';
import type { JournalRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { useQueries } from '../../shared/queries';
import { Raw } from '../../shared/Raw';
import { useObservable } from '../../shared/useObservable';

const step = 200;

/** What was done and what was answered, newest first. */
export function Journal() {
  const queries = useQueries();
  const [limit, setLimit] = useState(step);
  const [search, setSearch] = useState('');
  const rows = useObservable(() => queries.journal(limit), [queries, limit]);
  const shown = useMemo(() => filterJournal(rows ?? [], search), [rows, search]);
  const now = Date.now();
  return (
    <section aria-label="Journal" class="journal">
      <header class="row between">
        <h2>Journal</h2>
        <input class="field-control search" type="search" aria-label="Search the journal" placeholder="Search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </header>
      {rows && shown.length === 0 && <p class="soft none">{search ? 'Nothing matches.' : 'Nothing has been done yet.'}</p>}
      <ol class="plain">
        {shown.map((row) => (
          <li key={row.seq} class={`tone-${row.tone}`}>
            <i class="dot" aria-hidden="true" />
            <time class="soft number small" dateTime={new Date(row.at).toISOString()}>
              {formatMoment(row.at, now)}
            </time>
            <span class="soft small subject">{row.document || row.connection}</span>
            <div>
              {row.text}
              {row.raw && <Raw text={row.raw} label="What was answered" />}
            </div>
          </li>
        ))}
      </ol>
      {rows && rows.length >= limit && <Button onClick={() => setLimit(limit + step)}>Show more</Button>}
    </section>
  );
}

/** The rows in which every word of the search occurs. Pure. */
export function filterJournal(rows: readonly JournalRow[], search: string): JournalRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = `${row.text} ${row.document} ${row.connection} ${row.event}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
