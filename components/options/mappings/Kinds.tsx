import { kindNames } from '../../../lib/mapping/kinds';
import type { MappingKind } from '../../../lib/model/reference';

interface KindsProps {
  kinds: readonly MappingKind[];
  kind: MappingKind;
  gaps: ReadonlyMap<MappingKind, number>;
  onChoose: (kind: MappingKind) => void;
}

/** What the table is about, with how many values of each kind have no match. */
export function Kinds({ kinds, kind, gaps, onChoose }: KindsProps) {
  return (
    <div class="kinds" role="group" aria-label="Kind">
      {kinds.map((each) => (
        <button key={each} type="button" aria-pressed={each === kind} onClick={() => onChoose(each)}>
          {kindNames[each].many}
          {gaps.get(each) ? (
            <span class="badge warn">
              {gaps.get(each)}
              <span class="hidden-visually"> without a match</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
