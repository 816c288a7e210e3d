import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { kindNames } from '../../../lib/mapping/kinds';
import type { MappingKind } from '../../../lib/model/reference';
import { VirtualTable } from '../../shared/VirtualTable';
import type { MappingData, MappingLine } from './line';
import { MappingRows } from './MappingRows';
import { RemoveMapping } from './RemoveMapping';

interface MappingsTableProps {
  connection: string;
  kind: MappingKind;
  count: number;
  /** The line of that place; undefined while it is being read. */
  lineAt: (index: number) => MappingLine | undefined;
  onRange?: (first: number, last: number) => void;
  searching: boolean;
  data: MappingData;
  onSet: (resumed: number) => void;
}

/** Height of a usual row in pixels. */
const rowHeight = 53;

const empty: Partial<Record<MappingKind, string>> = {
  contact: 'No contact has been sent yet. Each is looked for in the ledger with its first document, and listed here from then on.',
  product: 'No product has been sent yet. Each is looked for in the ledger with its first document, and listed here from then on.',
  currency: 'The currencies of both sides have not been read yet.',
};

/** All rows of a kind, of which those in sight are drawn. */
export function MappingsTable({ connection, kind, count, lineAt, onRange, searching, data, onSet }: MappingsTableProps) {
  const [changing, setChanging] = useState<string | null>(null);
  const [removing, setRemoving] = useState<MappingLine | null>(null);
  const head: ComponentChildren = (
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
  );
  return (
    <>
      <VirtualTable
        class="mappings"
        label={kindNames[kind].many}
        columns={5}
        height={rowHeight}
        head={head}
        count={count}
        keyOf={(index) => lineAt(index)?.key ?? index}
        {...(onRange && { onRange })}
        draw={(index, attributes) => {
          const line = lineAt(index);
          if (!line) {
            return (
              <tr {...attributes}>
                <td colSpan={5} class="soft unread">
                  Reading…
                </td>
              </tr>
            );
          }
          const { key } = line;
          return <MappingRows connection={connection} line={line} data={data} attributes={attributes} changing={changing === key} onChange={(on) => setChanging(on ? key : null)} onRemove={() => setRemoving(line)} onSet={onSet} />;
        }}
      />
      {count === 0 && <p class="soft none">{searching ? 'Nothing matches.' : (empty[kind] ?? 'Nothing is mapped by hand: the same code or name is found by itself.')}</p>}
      {removing?.mapping && <RemoveMapping connection={connection} line={removing} mapping={removing.mapping} ledgerName={data.ledgerName} onClose={() => setRemoving(null)} />}
    </>
  );
}
