import type { Difference } from '../../lib/model/problem';
import { Button } from '../shared/Button';

interface DifferencesTableProps {
  differences: readonly Difference[];
  host: string;
  ledger: string;
  /** What an update would change, in one sentence; null when there is nothing to update. */
  updatable: string | null;
  busy: boolean;
  onUpdate: (event: Event) => void;
}

/** The document in both systems, side by side. Rows that differ carry a sign, not only a colour. */
export function DifferencesTable({ differences, host, ledger, updatable, busy, onUpdate }: DifferencesTableProps) {
  return (
    <>
      <table class="differences">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col" class="value">{`In ${host}`}</th>
            <th scope="col" class="value">{`In ${ledger}`}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((row) => (
            <tr key={row.field} class={row.differs ? 'differs' : ''}>
              <th scope="row">
                {row.differs && (
                  <>
                    <span class="sign" aria-hidden="true">
                      ≠
                    </span>
                    <span class="hidden-visually">Differs: </span>
                  </>
                )}
                {row.field} {row.note && <span class="soft small">{row.note}</span>}
              </th>
              <td class={`value${row.numeric ? ' number' : ''}`}>{row.host || '–'}</td>
              <td class={`value${row.numeric ? ' number' : ''}`}>{row.ledger || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {updatable && (
        <footer>
          <span class="soft">{updatable}</span>
          <Button best small disabled={busy} onClick={onUpdate}>
            {`Update in ${ledger}`}
          </Button>
        </footer>
      )}
    </>
  );
}
