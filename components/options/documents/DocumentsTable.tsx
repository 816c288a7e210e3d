import { useState } from 'preact/hooks';
import { formatDay, isDay } from '../../../lib/model/dates';
import { formatMoney, money } from '../../../lib/model/money';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { Chip } from '../../shared/Chip';
import { documentUrl } from '../documentUrl';
import { isSendable, type DocumentLine } from './rows';

interface DocumentsTableProps {
  connection: ConnectionRow;
  lines: readonly DocumentLine[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}

/** Rows drawn at once; a year's documents are drawn as they are asked for. */
const pageSize = 200;

export function DocumentsTable({ connection, lines, selected, onSelect }: DocumentsTableProps) {
  const [pages, setPages] = useState(1);
  const shown = lines.slice(0, pages * pageSize);
  const sendable = lines.filter(isSendable);
  const all = sendable.length > 0 && sendable.every(({ row }) => selected.has(row.key));

  const select = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    onSelect(next);
  };

  return (
    <div class="scroll">
      <table class="documents">
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label="Select all that can be sent"
                checked={all}
                disabled={sendable.length === 0}
                onChange={(event) => select(sendable.map(({ row }) => row.key), event.currentTarget.checked)}
              />
            </th>
            <th scope="col">Number</th>
            <th scope="col">Contact</th>
            <th scope="col" class="number">Total</th>
            <th scope="col" class="number">Date</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Line key={line.row.key} line={line} connection={connection} selected={selected.has(line.row.key)} onSelect={(on) => select([line.row.key], on)} />
          ))}
        </tbody>
      </table>
      {lines.length === 0 && <p class="soft none">Nothing matches.</p>}
      {shown.length < lines.length && (
        <Button onClick={() => setPages(pages + 1)}>{`Show more (${lines.length - shown.length} left)`}</Button>
      )}
    </div>
  );
}

function Line({ line, connection, selected, onSelect }: { line: DocumentLine; connection: ConnectionRow; selected: boolean; onSelect: (on: boolean) => void }) {
  const { row, text, tone } = line;
  const name = row.number || `${row.kind} ${row.id}`;
  const url = documentUrl(connection, row);
  return (
    <tr class={selected ? 'selected' : ''}>
      <td>
        <input type="checkbox" aria-label={`Select ${name}`} checked={selected} onChange={(event) => onSelect(event.currentTarget.checked)} />
      </td>
      <td>
        {url ? (
          <a href={url} target="_blank" rel="noreferrer">
            {name}
          </a>
        ) : (
          name
        )}
        {row.kind === 'bill' && <span class="soft small"> bill</span>}
      </td>
      <td>{row.contactName}</td>
      <td class="number">{row.gross === null ? '–' : formatMoney(money(row.gross, row.currency))}</td>
      <td class="number">{isDay(row.date) ? formatDay(row.date) : row.date}</td>
      <td>
        <Chip tone={tone} text={text} />
      </td>
    </tr>
  );
}
