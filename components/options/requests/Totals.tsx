import { useMemo, useState } from 'preact/hooks';
import { formatDay } from '../../../lib/model/dates';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Meter } from '../../shared/Meter';
import { useQueries } from '../../shared/queries';
import { useNow } from '../../shared/useNow';
import { useObservable } from '../../shared/useObservable';
import { errorsOf, meters } from './limits';
import { dayTotals, endpointTotals, startOfDay } from './totals';
import { count } from './words';

/** Calls against each limit; opened, what they were for, by resource and by day. */
export function Totals({ connections }: { connections: readonly ConnectionRow[] }) {
  const queries = useQueries();
  const now = useNow(5_000);
  const [isOpen, setOpen] = useState(false);
  const budgets = useObservable(() => queries.budgets(), [queries]) ?? [];
  const shown = useMemo(() => meters(connections, budgets, now), [connections, budgets, now]);
  return (
    <section aria-label="Totals" class="stack">
      {shown.length > 0 && (
        <div class="meters">
          {shown.map((meter) => (
            <Meter key={meter.label} {...meter} />
          ))}
        </div>
      )}
      <details class="folded" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <b>Calls by resource and day</b>
          <span class="soft">Of the calls that are kept</span>
        </summary>
        {isOpen && <Tables connections={connections} />}
      </details>
    </section>
  );
}

function Tables({ connections }: { connections: readonly ConnectionRow[] }) {
  const queries = useQueries();
  const now = useNow(60_000);
  const rows = useObservable(() => queries.requestsSince(0), [queries]);
  const budgets = useObservable(() => queries.budgets(), [queries]) ?? [];
  const today = useMemo(() => endpointTotals((rows ?? []).filter(({ at }) => at >= startOfDay(now))), [rows, now]);
  const days = useMemo(() => dayTotals(rows ?? []), [rows]);
  if (!rows) return <p class="folded-body soft">Counting…</p>;
  return (
    <div class="folded-body stack">
      <div class="scroll" tabIndex={0}>
        <table aria-label="Calls of today by resource">
          <thead>
            <tr>
              <th scope="col">Today</th>
              <th scope="col">Resource</th>
              <th scope="col" class="number">Calls</th>
              <th scope="col" class="number">Failed</th>
              <th scope="col" class="number">Refused this hour</th>
              <th scope="col" class="number">Usual time</th>
            </tr>
          </thead>
          <tbody>
            {today.map(({ system, endpoint, calls, failed, median }) => {
              const errors = errorsOf(connections, budgets, system, endpoint, now);
              return (
                <tr key={`${system} ${endpoint}`}>
                  <td>{system}</td>
                  <td class="mono">{endpoint || '–'}</td>
                  <td class="number">{count(calls)}</td>
                  <td class={`number${failed > 0 ? ' error-text' : ''}`}>{count(failed)}</td>
                  <td class="number">{errors ? `${count(errors.used)} of ${count(errors.limit)}` : '–'}</td>
                  <td class="number">{median === null ? '–' : `${count(median)} ms`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {today.length === 0 && <p class="soft none">None today.</p>}
      </div>
      <div class="scroll" tabIndex={0}>
        <table aria-label="Calls by day">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">System</th>
              <th scope="col" class="number">Calls</th>
              <th scope="col" class="number">Failed</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, system, calls, failed }) => (
              <tr key={`${day} ${system}`}>
                <td>{formatDay(day)}</td>
                <td>{system}</td>
                <td class="number">{count(calls)}</td>
                <td class={`number${failed > 0 ? ' error-text' : ''}`}>{count(failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
