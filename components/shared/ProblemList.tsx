import { useRef, useState } from 'preact/hooks';
import type { Fix, Problem } from '../../lib/model/problem';
import { Button } from './Button';
import { ChoiceList } from './ChoiceList';
import { Raw } from './Raw';

export interface ProblemListProps {
  problems: readonly Problem[];
  /** While a fix is under way no other can be pressed. */
  busy?: boolean;
  /** `event` is the press itself, for callers that judge it. */
  onFix: (problem: Problem, fix: Fix, choice: string | undefined, event: Event) => void;
}

/** Each problem next to its fixes: the best guess is the coloured one. */
export function ProblemList({ problems, busy = false, onFix }: ProblemListProps) {
  return (
    <ul class="problems">
      {problems.map((problem, index) => (
        <ProblemItem key={`${problem.code}/${index}`} problem={problem} busy={busy} onFix={onFix} />
      ))}
    </ul>
  );
}

function ProblemItem({ problem, busy, onFix }: { problem: Problem; busy: boolean; onFix: ProblemListProps['onFix'] }) {
  const [chooser, setChooser] = useState<string | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const choosing = problem.fixes.find((fix) => fix.id === chooser && fix.choices);

  const closeChooser = () => {
    // Back to the button that opened it, before it is gone from under the focus.
    row.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setChooser(null);
  };
  const press = (fix: Fix, event: Event) => {
    if (fix.choices) setChooser(chooser === fix.id ? null : fix.id);
    else onFix(problem, fix, undefined, event);
  };

  return (
    <li class="problem" ref={row}>
      <div class="problem-row">
        <div class="problem-words">
          <div class="problem-message">{problem.message}</div>
          {problem.detail && <div class="soft small">{problem.detail}</div>}
          {problem.raw && <Raw text={problem.raw} label="What the system said" />}
        </div>
        <div class="problem-fixes">
          {problem.fixes.map((fix) => (
            <Button
              key={fix.id}
              small
              best={fix.best}
              disabled={busy}
              {...(fix.choices ? { 'aria-expanded': chooser === fix.id } : {})}
              onClick={(event) => press(fix, event)}
            >
              {fix.label}
            </Button>
          ))}
        </div>
      </div>
      {choosing && (
        <ChoiceList
          label={choosing.label}
          choices={choosing.choices ?? []}
          busy={busy}
          onCancel={closeChooser}
          onApply={(choice, event) => {
            closeChooser();
            onFix(problem, choosing, choice, event);
          }}
        />
      )}
    </li>
  );
}
