import { acceptedTogether } from '../../../lib/mapping/suggest';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { isGap, type MappingLine } from './line';

/** Gaps whose suggestion is sure enough to be accepted with others. Pure. */
export const sureOnes = (lines: readonly MappingLine[]): MappingLine[] => lines.filter((line) => isGap(line) && line.best !== undefined && line.best.confidence >= acceptedTogether);

/** All sure suggestions in one press. Until then nothing is booked by them. */
export function AcceptSuggestions({ connection, lines, onSet }: { connection: string; lines: readonly MappingLine[]; onSet: (resumed: number) => void }) {
  const { busy, error, run } = useCommand();
  const sure = sureOnes(lines);
  if (sure.length === 0) return <ErrorLine text={error} />;
  const percent = `${Math.round(acceptedTogether * 100)} %`;
  const accept = async () => {
    const changes = sure.flatMap(({ kind, host, name, best }) => (best ? [{ kind, host, ledger: best.item.code, hostName: name, suggested: true }] : []));
    const outcome = await run(() => sendMessage('setMappings', { connection, changes }));
    if (outcome?.ok) onSet(outcome.resumed);
  };
  return (
    <div class="note tone-info held">
      <i class="dot" aria-hidden="true" />
      <div class="grow">
        <p>{`${sure.length} ${sure.length === 1 ? 'suggestion is' : 'suggestions are'} ${percent} sure or more. Nothing is booked by a suggestion before you accept it.`}</p>
        <ErrorLine text={error} />
      </div>
      <Button small disabled={busy} onClick={() => void accept()}>
        {`Accept ${sure.length} ${sure.length === 1 ? 'suggestion' : 'suggestions'} (${percent} or more)`}
      </Button>
    </div>
  );
}
