import { useCallback } from 'preact/hooks';
import { formatDay, isDay } from '../../../lib/model/dates';
import { formatMoney, money } from '../../../lib/model/money';
import type { ConnectionRow } from '../../../lib/storage/rows';
import type { DocumentLine } from '../../../lib/sync/document-lines';
import { Chip } from '../../shared/Chip';
import { VirtualTable, type RowAttributes } from '../../shared/VirtualTable';
import { documentUrl } from '../documentUrl';
import { isSelectable, type Circumstances } from './actions';
import { absenceWords } from './scope';

/** A month of most companies: people look for a number with the browser's own search. */
const mostWhole = 1_000;

interface DocumentsTableProps {
  connection: ConnectionRow;
  circumstances: Circumstances;
  lines: readonly DocumentLine[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}

/** The documents, one row each, however many there are. */
export function DocumentsTable({ connection, circumstances, lines, selected, onSelect }: DocumentsTableProps) {
  const selectable = lines.filter((line) => isSelectable(line, circumstances));
  const chosen = selectable.filter(({ row }) => selected.has(row.key)).length;
  const isAll = selectable.length > 0 && chosen === selectable.length;
  const setMixed = useCallback((box: HTMLInputElement | null) => void (box && (box.indeterminate = chosen > 0 && !isAll)), [chosen > 0, isAll]);

  const select = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    onSelect(next);
  };

  const head = (
    <tr>
      <th scope="col">
        <input
          ref={setMixed}
          type="checkbox"
          aria-label={`Select all ${selectable.length} shown that something can be done with`}
          checked={isAll}
          disabled={selectable.length === 0}
          onChange={(event) => select(selectable.map(({ row }) => row.key), event.currentTarget.checked)}
        />
      </th>
      <th scope="col">Number</th>
      <th scope="col">Contact</th>
      <th scope="col" class="number">Total</th>
      <th scope="col" class="number">Date</th>
      <th scope="col">State</th>
    </tr>
  );
  if (lines.length === 0) return <p class="soft none">Nothing matches.</p>;
  return (
    <VirtualTable
      class="documents"
      label="Documents"
      head={head}
      columns={6}
      count={lines.length}
      height={39}
      wholeUpTo={mostWhole}
      keyOf={(index) => lines[index]?.row.key ?? index}
      draw={(index, attributes) => {
        const line = lines[index];
        return line && <Line attributes={attributes} line={line} connection={connection} selected={selected.has(line.row.key)} onSelect={(on) => select([line.row.key], on)} />;
      }}
    />
  );
}

interface LineProps {
  attributes: RowAttributes;
  line: DocumentLine;
  connection: ConnectionRow;
  selected: boolean;
  onSelect: (on: boolean) => void;
}

function Line({ attributes, line, connection, selected, onSelect }: LineProps) {
  const { row, text, tone, absence } = line;
  const name = row.number || `${row.kind} ${row.id}`;
  const url = absence === 'deleted' ? null : documentUrl(connection, row);
  return (
    <tr {...attributes} class={selected ? 'selected' : ''}>
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
        {absence && <span class="soft small absent">{absenceWords(absence, row, connection)}</span>}
      </td>
    </tr>
  );
}
