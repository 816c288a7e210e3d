import { useState } from 'preact/hooks';
import type { MappingKind } from '../../../lib/model/reference';
import { Button } from '../../shared/Button';
import type { MappingData, MappingLine } from './line';
import { MappingRows } from './MappingRows';
import { RemoveMapping } from './RemoveMapping';

interface MappingsTableProps {
  connection: string;
  kind: MappingKind;
  lines: readonly MappingLine[];
  searching: boolean;
  data: MappingData;
}

/** Rows drawn at once; thousands of contacts are drawn as they are asked for. */
const pageSize = 200;

const empty: Partial<Record<MappingKind, string>> = {
  contact: 'No contact has been sent yet. Each is looked for in the ledger with its first document, and listed here from then on.',
  product: 'No product has been sent yet. Each is looked for in the ledger with its first document, and listed here from then on.',
};

export function MappingsTable({ connection, kind, lines, searching, data }: MappingsTableProps) {
  const [pages, setPages] = useState(1);
  const [changing, setChanging] = useState<string | null>(null);
  const [removing, setRemoving] = useState<MappingLine | null>(null);
  const shown = lines.slice(0, pages * pageSize);
  return (
    <div class="scroll">
      <table class="mappings">
        <thead>
          <tr>
            <th scope="col">{`In ${data.hostName}`}</th>
            <th scope="col">{`In ${data.ledgerName}`}</th>
            <th scope="col">How</th>
            <th scope="col" class="number">
              Used
            </th>
            <th scope="col">
              <span class="hidden-visually">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <MappingRows key={line.key} connection={connection} line={line} data={data} changing={changing === line.key} onChange={(on) => setChanging(on ? line.key : null)} onRemove={() => setRemoving(line)} />
          ))}
        </tbody>
      </table>
      {lines.length === 0 && <p class="soft none">{searching ? 'Nothing matches.' : (empty[kind] ?? 'Nothing is mapped by hand: the same code or name is found by itself.')}</p>}
      {shown.length < lines.length && <Button onClick={() => setPages(pages + 1)}>{`Show more (${lines.length - shown.length} left)`}</Button>}
      {removing?.mapping && <RemoveMapping connection={connection} line={removing} mapping={removing.mapping} ledgerName={data.ledgerName} onClose={() => setRemoving(null)} />}
    </div>
  );
}
