import { formatMoment } from '../../../lib/model/dates';
import type { RequestRow } from '../../../lib/storage/rows';
import { hasFailed } from '../../../lib/sync/log-search';
import { Raw } from '../../shared/Raw';
import { VirtualTable, type RowAttributes } from '../../shared/VirtualTable';
import { count, detailsOf, leftWords, wholeOf } from './words';

/** The calls, one row each, however many there are. */
export function RequestsTable({ rows }: { rows: readonly RequestRow[] }) {
  const head = (
    <tr>
      <th scope="col">When</th>
      <th scope="col">System</th>
      <th scope="col">Why, and what was called</th>
      <th scope="col" class="number">Status</th>
      <th scope="col" class="number">Time</th>
      <th scope="col" class="number">Left: minute, day</th>
    </tr>
  );
  return (
    <VirtualTable
      class="requests"
      label="Requests"
      head={head}
      columns={6}
      count={rows.length}
      height={77}
      wholeUpTo={500}
      keyOf={(index) => rows[index]?.seq ?? index}
      draw={(index, attributes) => {
        const row = rows[index];
        return row && <Call row={row} attributes={attributes} />;
      }}
    />
  );
}

function Call({ row, attributes }: { row: RequestRow; attributes: RowAttributes }) {
  return (
    <tr {...attributes}>
      <td class="when number">{formatMoment(row.at, Date.now())}</td>
      <td>
        {row.system}
        <div class="soft small">{row.connection}</div>
      </td>
      <td class="call">
        <div class="why">{row.purpose}</div>
        <div class="soft small mono">{detailsOf(row)}</div>
        <Raw text={wholeOf(row)} label="Address and bodies" />
      </td>
      <td class={`number${hasFailed(row) ? ' error-text' : ''}`}>{row.status ?? row.failure ?? '–'}</td>
      <td class="number">{`${count(row.milliseconds)} ms`}</td>
      <td class="number">{leftWords(row)}</td>
    </tr>
  );
}
