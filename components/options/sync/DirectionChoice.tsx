import { directionOf, type Direction, type SyncedKind } from '../../../lib/settings';
import type { Sync } from './draft';

interface DirectionChoiceProps {
  kind: SyncedKind;
  sync: Sync;
  ways: readonly Direction[];
  ledger: string;
  onChange: (way: Direction) => void;
}

const words = (way: Direction, ledger: string): string => (way === 'to-ledger' ? `to ${ledger}` : `from ${ledger}`);

/** Which way a kind goes: to be chosen where both systems allow both, said where there is one. */
export function DirectionChoice({ kind, sync, ways, ledger, onChange }: DirectionChoiceProps) {
  const current = directionOf(sync, kind);
  if (ways.length < 2 && ways.includes(current)) return <span class="soft way">{words(current, ledger)}</span>;
  const offered = ways.includes(current) ? ways : [...ways, current];
  return (
    <select class="field-control way" aria-label={`Direction of ${kind}`} value={current} onChange={(event) => onChange(event.currentTarget.value as Direction)}>
      {offered.map((way) => (
        <option key={way} value={way} selected={way === current}>
          {words(way, ledger)}
        </option>
      ))}
    </select>
  );
}
