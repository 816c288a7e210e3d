import { useRef } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { Outcome } from '../../../lib/messages';
import type { MappingOrigin } from '../../../lib/model/mapping';
import { labelOf, shortOf, shownCode, type ReferenceItem } from '../../../lib/model/reference';
import { confidenceInWords } from '../../../lib/mapping/suggest';
import { Button } from '../../shared/Button';
import { Chip } from '../../shared/Chip';
import { ChoiceList } from '../../shared/ChoiceList';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import type { RowAttributes } from '../../shared/VirtualTable';
import { choicesFor } from './choices';
import type { MappingData, MappingLine } from './line';

const origins: Record<MappingOrigin, string> = {
  code: 'Same code', name: 'Same name', percentage: 'Same percentage', hand: 'Set by hand', suggested: 'Suggestion accepted',
  default: 'Default', imported: 'Imported', policy: 'By your organisation', created: 'Created from here',
};

/** A guess is offered where only one value fits; of codes of one rate, one with reverse charge is never the guess. */
function bestOf({ best, suggestions }: MappingLine): ReferenceItem | null {
  if (best) return best.item;
  const plain = suggestions.filter((item) => !item.reverseCharge);
  return plain.length === 1 ? (plain[0] ?? null) : null;
}

const heldWords = (held: number): string => `Holds up ${held} ${held === 1 ? 'document' : 'documents'}`;

interface MappingRowsProps {
  connection: string;
  line: MappingLine;
  data: MappingData;
  attributes: RowAttributes;
  changing: boolean;
  onChange: (changing: boolean) => void;
  onRemove: () => void;
  /** How many documents go on, now that it is set. */
  onSet: (resumed: number) => void;
}

/** A host value with what stands for it, and below it, on demand, what else could. */
export function MappingRows({ connection, line, data, attributes, changing, onChange, onRemove, onSet }: MappingRowsProps) {
  const { busy, error, run } = useCommand();
  const change = useRef<HTMLSpanElement>(null);
  const { kind, host, name, detail, state, ledger, origin, hint, mapping, held = 0, ask, documents } = line;
  const locked = mapping?.origin === 'policy';
  const linked = kind === 'contact' || kind === 'product';
  const full = detail ? `${name}, ${detail.replaceAll(' · ', ', ')}` : name;
  const best = locked ? null : bestOf(line);
  const isFixed = kind === 'currency';

  const close = () => {
    change.current?.querySelector('button')?.focus();
    onChange(false);
  };
  const set = async (code: string, suggested: boolean) => {
    const outcome = await run((): Promise<Outcome<{ resumed?: number }>> =>
      ask ? sendMessage('fixJob', { job: ask.job, problem: ask.problem, fix: ask.fix, choice: code }) : sendMessage('setMapping', { connection, kind, host, ledger: code, hostName: name, suggested }));
    if (!outcome?.ok) return;
    onSet(ask ? held : (outcome.resumed ?? 0));
    if (changing) close();
  };

  return (
    <>
      <tr class={state} {...attributes}>
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
            state === 'gap' && (
              <span class="row">
                <Chip tone="warn" text="No match" />
                {held > 0 && <span class="small held-words">{heldWords(held)}</span>}
              </span>
            )
          )}
          {line.best ? <div class="small guess">{`${labelOf(line.best.item)}: ${confidenceInWords(line.best.confidence)}. ${line.best.why}`}</div> : hint && <div class="soft small">{hint}</div>}
          <ErrorLine text={error} />
        </td>
        <td class="soft">{origin ? origins[origin] : line.best ? 'Suggested' : ''}</td>
        <td class="number" title={mapping ? 'Lines it was used for' : documents ? 'Documents it was used for' : undefined}>
          {mapping ?? documents ? new Intl.NumberFormat().format(mapping?.used ?? documents ?? 0) : <span class="soft">–</span>}
        </td>
        <td class="actions">
          {locked ? (
            <span class="soft small">Locked</span>
          ) : isFixed ? null : (
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
              {(!linked || ask) && (
                <Button small disabled={busy} aria-expanded={changing} aria-label={`Change ${full}`} onClick={() => onChange(!changing)}>
                  {ask ? 'Choose' : 'Change'}
                </Button>
              )}
            </span>
          )}
        </td>
      </tr>
      {changing && (
        <tr class="changing">
          <td colSpan={5}>
            <ChoiceList label={`What ${full} is in ${data.ledgerName}`} choices={ask ? ask.choices : choicesFor(line, data.table)} busy={busy} onCancel={close} onApply={(choice) => void set(choice, false)} />
          </td>
        </tr>
      )}
    </>
  );
}
