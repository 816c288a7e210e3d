import type { Finding, FindingState } from '../../../lib/model/check-up';
import type { Fix } from '../../../lib/model/problem';
import { ProblemList } from '../../shared/ProblemList';

interface CheckUpFindingProps {
  finding: Finding;
  busy: boolean;
  onFix: (fix: Fix, choice: string | undefined) => void;
}

/** Word, colour and shape of a state: any one of them says it. */
const looks: Readonly<Record<FindingState, { word: string; tone: string; path: string }>> = {
  ok: { word: 'In order', tone: 'ok', path: 'M4.5 8.5l2.5 2.5 4.5-5.5' },
  warning: { word: 'Look at it', tone: 'warn', path: 'M8 4.5v4.2M8 11.4v.1' },
  wrong: { word: 'To mend', tone: 'bad', path: 'M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4' },
  unknown: { word: 'Cannot be told yet', tone: 'none', path: 'M5 8h6' },
};

/** One precondition: how it stands, and each thing to mend with its buttons. */
export function CheckUpFinding({ finding, busy, onFix }: CheckUpFindingProps) {
  const { id, state, title, detail, items, fixes } = finding;
  const { word, tone, path } = looks[state];
  return (
    <li class={`finding tone-${tone}`}>
      <span class="finding-state">
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="7" />
          <path d={path} />
        </svg>
        <span>{word}</span>
      </span>
      <ProblemList problems={[{ code: id, message: title, detail, fixes }, ...items]} busy={busy} onFix={(_problem, fix, choice) => onFix(fix, choice)} />
    </li>
  );
}
