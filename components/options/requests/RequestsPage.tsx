import { useMemo, useState } from 'preact/hooks';
import { formatMoment } from '../../../lib/model/dates';
import type { RequestRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { useQueries } from '../../shared/queries';
import { Raw } from '../../shared/Raw';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { saveText } from '../saveText';

const step = 200;

/** Every call that left this browser: when, where, why, and what came back. */
export function RequestsPage() {
  const queries = useQueries();
  const [limit, setLimit] = useState(step);
  const [filter, setFilter] = useState('');
  const rows = useObservable(() => queries.requests(limit), [queries, limit]);
  const shown = useMemo(() => filterRequests(rows ?? [], filter), [rows, filter]);
  return (
    <>
      <PageHead title="Requests" about="Every call that left this browser. Secrets and personal data are masked before they are written.">
        <input class="field-control search" type="search" aria-label="Filter" placeholder="System, purpose, status" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        <Button disabled={shown.length === 0} onClick={() => saveText('ledgerbar-requests.json', JSON.stringify(shown, null, 2))}>
          Export
        </Button>
      </PageHead>
      {rows?.length === 0 && (
        <Empty title="No calls yet">
          <p>As soon as something is connected, every call to the site and the ledger is listed here.</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <div class="scroll">
          <table class="requests">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">System</th>
                <th scope="col">Call</th>
                <th scope="col" class="number">Status</th>
                <th scope="col" class="number">Time</th>
                <th scope="col" class="number">Left: minute, day</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Call key={row.seq} row={row} />
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <p class="soft none">Nothing matches.</p>}
        </div>
      )}
      {rows && rows.length >= limit && <Button onClick={() => setLimit(limit + step)}>Show more</Button>}
    </>
  );
}

function Call({ row }: { row: RequestRow }) {
  const bad = row.failure !== null || (row.status ?? 0) >= 400;
  const left = (value: number | null) => (value === null ? '–' : new Intl.NumberFormat().format(value));
  const bodies = [row.url, row.failure && `Failure: ${row.failure}`, row.requestBody && `Sent:\n${row.requestBody}`, row.answerBody && `Answered:\n${row.answerBody}`];
  return (
    <tr>
      <td class="when number">{formatMoment(row.at, Date.now())}</td>
      <td>{row.system}</td>
      <td class="call">
        <span class="method">{row.method}</span> {row.purpose}
        <Raw text={bodies.filter(Boolean).join('\n\n')} label="Address and bodies" />
      </td>
      <td class={`number${bad ? ' error-text' : ''}`}>{row.status ?? row.failure ?? '–'}</td>
      <td class="number">{`${new Intl.NumberFormat().format(row.milliseconds)} ms`}</td>
      <td class="number">{`${left(row.minuteLeft)}, ${left(row.dayLeft)}`}</td>
    </tr>
  );
}

/** The calls in which every word of the filter occurs; "failed" finds all that did. Pure. */
export function filterRequests(rows: readonly RequestRow[], filter: string): RequestRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const failed = row.failure !== null || (row.status ?? 0) >= 400 ? 'failed' : '';
    const text = `${row.system} ${row.method} ${row.purpose} ${row.url} ${row.status ?? ''} ${row.connection} ${row.failure ?? ''} ${failed}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
