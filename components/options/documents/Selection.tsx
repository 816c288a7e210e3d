import { useId } from 'preact/hooks';
import { mostRead } from '../../../lib/sync/document-lines';
import { Button } from '../../shared/Button';
import { actions, type Action, type ActionView } from './actions';

interface SelectionProps {
  /** How many documents are chosen. */
  count: number;
  views: Record<Action, ActionView>;
  busy: boolean;
  onAct: (action: Action) => void;
  onClear: () => void;
}

const labels: Readonly<Record<Action, string>> = { send: 'Send selected', fetch: 'Fetch selected', retry: 'Retry selected' };

const format = new Intl.NumberFormat();

/** What can be done with the chosen documents: each action says for how many, and why not for the others. */
export function Selection({ count, views, busy, onAct, onClear }: SelectionProps) {
  const id = useId();
  const best = actions.find((action) => views[action].documents.length > 0);
  const partly = best !== undefined && views[best].documents.length < count;
  return (
    <div class="selection" role="group" aria-label="Selected documents">
      <div class="row">
        <span aria-live="polite" class={count === 0 ? 'soft' : 'total'}>
          {count === 0 ? 'Nothing selected' : `${format.format(count)} selected`}
        </span>
        {count > 0 && (
          <Button quiet small onClick={onClear}>
            Clear
          </Button>
        )}
      </div>
      <div class="row">
        {[...actions].reverse().map((action) => {
          const { documents, hint } = views[action];
          return (
            <span key={action} class="row">
              <Button best={action === best} disabled={busy || documents.length === 0} title={hint} aria-describedby={`${id}-${action}`} onClick={() => onAct(action)}>
                {labels[action]}
                {documents.length > 0 && (
                  <span class="tally" aria-hidden="true">
                    {format.format(documents.length)}
                  </span>
                )}
              </Button>
              <span id={`${id}-${action}`} hidden>
                {hint}
              </span>
            </span>
          );
        })}
      </div>
      {count > 0 && (best === undefined || partly || views[best].documents.length > mostRead || views[best].hint.includes('again.')) && <p class="soft small">{best === undefined ? views.send.hint : views[best].hint}</p>}
    </div>
  );
}
