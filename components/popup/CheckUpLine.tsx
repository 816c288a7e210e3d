import { checkUpWords, shownCheckUp, toMend } from '../../lib/model/check-up';
import type { ConnectionRow } from '../../lib/storage/rows';
import { Button } from '../shared/Button';

/** One line where the check-up found something to mend, with the way there; nothing where all is well. */
export function CheckUpLine({ connection, onSee }: { connection: ConnectionRow; onSee: () => void }) {
  const shown = connection.state === 'not-connected' ? null : shownCheckUp(connection.checkUp);
  if (!shown || toMend(shown.findings).length === 0) return null;
  const { text, tone } = checkUpWords(shown.findings);
  return (
    <div class={`row between nowrap check-up-line tone-${tone}`}>
      <span class="row nowrap">
        <i class="dot" aria-hidden="true" />
        <span>{`Check-up: ${text}`}</span>
      </span>
      <Button small onClick={onSee}>
        See
      </Button>
    </div>
  );
}
