import type { MappingsPreview } from '../../../lib/messages';

const number = (count: number): string => new Intl.NumberFormat().format(count);
const more = (all: number, shown: number) => all > shown && <li class="soft">{`And ${number(all - shown)} more.`}</li>;

/** "3 added, 2 changed, 10 stay as they are, 1 refused". Pure. */
export function countsInWords({ add, change, same, refused }: MappingsPreview['counts']): string {
  const parts = [add > 0 && `${number(add)} added`, change > 0 && `${number(change)} changed`, same > 0 && `${number(same)} ${same === 1 ? 'stays as it is' : 'stay as they are'}`, refused > 0 && `${number(refused)} refused`];
  return parts.filter(Boolean).join(', ') || 'The file holds no mappings';
}

/** What a file would change: each mapping with what it is now and what it would be; and what of the file is not taken, with the reason. */
export function MappingsChanges({ preview }: { preview: MappingsPreview }) {
  const { counts, changes, refused, unchecked } = preview;
  return (
    <div class="stack">
      <p role="status">{`${countsInWords(counts)}.`}</p>
      {refused.length > 0 && (
        <div>
          <h3>Refused</h3>
          <ul class="changes" aria-label="Refused" tabIndex={0}>
            {refused.map(({ line, reason }) => (
              <li key={line}>
                <span class="error-text">{`Line ${line}: `}</span>
                {reason}
              </li>
            ))}
            {more(counts.refused, refused.length)}
          </ul>
        </div>
      )}
      {changes.length > 0 && (
        <div>
          <h3>What would change</h3>
          <ul class="changes" aria-label="What would change" tabIndex={0}>
            {changes.map(({ line, change, kind, host, from, to }) => (
              <li key={line} class={change}>
                <span class="sign" aria-hidden="true">
                  {change === 'add' ? '+' : '~'}
                </span>
                <span class="hidden-visually">{change === 'add' ? 'Adds: ' : 'Changes: '}</span>
                {`${kind} "${host}": `}
                {from !== undefined && <del class="soft">{from}</del>} {to}
              </li>
            ))}
            {more(counts.add + counts.change, changes.length)}
          </ul>
        </div>
      )}
      {unchecked > 0 && <p class="soft small">{`Whether ${unchecked === 1 ? 'the contact or product' : `the ${number(unchecked)} contacts and products`} among them are there in the ledger is seen when a document with one is sent.`}</p>}
    </div>
  );
}
