import { useState } from 'preact/hooks';
import { formatMoment } from '../../../lib/model/dates';
import type { Tone } from '../../../lib/model/view';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { everyJournalRow, type JournalSearch } from '../../../lib/sync/log-search';
import { Button } from '../../shared/Button';
import { once } from '../../shared/once';
import { useQueries } from '../../shared/queries';
import { Raw } from '../../shared/Raw';
import { useDebounced } from '../../shared/useDebounced';
import { useObservable } from '../../shared/useObservable';
import { ConnectionFilter } from '../ConnectionFilter';
import { saveText } from '../saveText';
import { journalCsv, journalJson, mostExported } from './journalFile';

const step = 200;

const tones: readonly [tone: Tone, words: string][] = [['bad', 'What went wrong'], ['warn', 'What to look at'], ['ok', 'What succeeded'], ['info', 'What was decided']];

/** What was done and what was answered, newest first. */
export function Journal({ connections }: { connections: readonly ConnectionRow[] }) {
  const queries = useQueries();
  const [limit, setLimit] = useState(step);
  const [search, setSearch] = useState(everyJournalRow);
  const settled = useDebounced(search);
  const wanted = settled === everyJournalRow || Object.values(settled).every((value) => value === '') ? undefined : settled;
  const rows = useObservable(() => queries.journal(limit, wanted), [queries, limit, wanted]);
  const set = (change: Partial<JournalSearch>) => {
    setLimit(step);
    setSearch({ ...search, ...change });
  };
  const save = async (kind: 'csv' | 'json') => {
    const all = await once(queries.journal(mostExported, wanted));
    if (kind === 'csv') saveText('ledgerbar-journal.csv', journalCsv(all), 'text/csv;charset=utf-8');
    else saveText('ledgerbar-journal.json', journalJson(all));
  };
  const now = Date.now();
  return (
    <section aria-label="Journal" class="journal">
      <header class="row between">
        <h2>Journal</h2>
        <div class="row">
          <Button small disabled={!rows?.length} onClick={() => void save('csv')}>
            Export as CSV
          </Button>
          <Button small disabled={!rows?.length} onClick={() => void save('json')}>
            Export as JSON
          </Button>
        </div>
      </header>
      <div class="row filters" role="search" aria-label="Journal">
        <input class="field-control search" type="search" aria-label="Search the journal" placeholder="Search" value={search.words} onInput={(event) => set({ words: event.currentTarget.value })} />
        <ConnectionFilter label="Connection of the journal" connections={connections} value={search.connection} onChange={(connection) => set({ connection })} />
        <select class="field-control auto" aria-label="Lines" value={search.tone} onChange={(event) => set({ tone: event.currentTarget.value as JournalSearch['tone'] })}>
          <option value="">Everything</option>
          {tones.map(([tone, words]) => (
            <option key={tone} value={tone}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {rows?.length === 0 && <p class="soft none">{wanted ? 'Nothing matches.' : 'Nothing has been done yet.'}</p>}
      <ol class="plain">
        {(rows ?? []).map((row) => (
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
