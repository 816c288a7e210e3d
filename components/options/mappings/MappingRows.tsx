import { useRef } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { MappingOrigin } from '../../../lib/model/mapping';
import { shortOf, shownCode, type ReferenceItem } from '../../../lib/model/reference';
import { Button } from '../../shared/Button';
import { Chip } from '../../shared/Chip';
import { ChoiceList } from '../../shared/ChoiceList';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { choicesFor } from './choices';
import type { MappingData, MappingLine } from './line';

const origins: Record<MappingOrigin, string> = {
  code: 'Same code', name: 'Same name', percentage: 'Same percentage', hand: 'Set by hand', suggested: 'Suggestion accepted',
  default: 'Default', imported: 'Imported', policy: 'By your organisation', created: 'Created from here',
};

/** A guess is offered where only one value fits; of codes of one rate, one with reverse charge is never the guess. */
function bestOf(suggestions: readonly ReferenceItem[]): ReferenceItem | null {
  const plain = suggestions.filter((item) => !item.reverseCharge);
  return plain.length === 1 ? (plain[0] ?? null) : null;
}

interface MappingRowsProps {
  connection: string;
  line: MappingLine;
  data: MappingData;
  changing: boolean;
  onChange: (changing: boolean) => void;
  onRemove: () => void;
}

/** A host value with what stands for it, and below it, on demand, what else could. */
export function MappingRows({ connection, line, data, changing, onChange, onRemove }: MappingRowsProps) {
  const { busy, error, run } = useCommand();
  const change = useRef<HTMLSpanElement>(null);
  const { kind, host, name, detail, state, ledger, origin, hint, suggestions, mapping } = line;
  const locked = mapping?.origin === 'policy';
  const linked = kind === 'contact' || kind === 'product';
  const full = detail ? `${name}, ${detail.replaceAll(' · ', ', ')}` : name;
  const best = locked ? null : bestOf(suggestions);

  const close = () => {
    change.current?.querySelector('button')?.focus();
    onChange(false);
  };
  const set = async (code: string, suggested: boolean) => {
    const outcome = await run(() => sendMessage('setMapping', { connection, kind, host, ledger: code, hostName: name, suggested }));
    if (outcome?.ok && changing) close();
  };

  return (
    <>
      <tr class={state}>
        <th scope="row">
          {name}
          {detail && <div class="soft small">{detail}</div>}
        </th>
        <td>
          {ledger ? (
            <>
              {shownCode(ledger) && <span class="code">{shownCode(ledger)}</span>} {ledger.name !== ledger.code && ledger.name}
            </>
          ) : (
            state === 'gap' && <Chip tone="warn" text="No match" />
          )}
          {hint && <div class="soft small">{hint}</div>}
          <ErrorLine text={error} />
        </td>
        <td class="soft">{origin ? origins[origin] : ''}</td>
        <td class="number">{mapping ? new Intl.NumberFormat().format(mapping.used) : <span class="soft">–</span>}</td>
        <td class="actions">
          {locked ? (
            <span class="soft small">Locked</span>
          ) : (
            <span class="row" ref={change}>
              {best && (
                <Button small best={state === 'gap'} disabled={busy} aria-label={`Use ${shortOf(best)} for ${full}`} onClick={() => void set(best.code, true)}>
                  {`Use ${shortOf(best)}`}
                </Button>
              )}
              {mapping && (
                <Button small quiet danger disabled={busy} aria-label={`Remove the mapping of ${full}`} onClick={onRemove}>
                  Remove
                </Button>
              )}
              {!linked && (
                <Button small disabled={busy} aria-expanded={changing} aria-label={`Change ${full}`} onClick={() => onChange(!changing)}>
                  Change
                </Button>
              )}
            </span>
          )}
        </td>
      </tr>
      {changing && (
        <tr class="changing">
          <td colSpan={5}>
            <ChoiceList label={`What ${full} is in ${data.ledgerName}`} choices={choicesFor(line, data.table)} busy={busy} onCancel={close} onApply={(choice) => void set(choice, false)} />
          </td>
        </tr>
      )}
    </>
  );
}
