import type { DriftCounts } from '../../lib/sync/queries';

/** "2 changed since sent, 1 deleted in the ledger"; empty where there is nothing to say. Pure. */
export function driftWords({ changed, deleted }: DriftCounts): string {
  return [changed > 0 && `${changed} changed since sent`, deleted > 0 && `${deleted} deleted in the ledger`].filter(Boolean).join(', ');
}

/** Documents that are not what was sent any more, and the way to them. */
export function DriftNote({ counts, onSee }: { counts: DriftCounts; onSee: () => void }) {
  const words = driftWords(counts);
  if (!words) return null;
  return (
    <section class="row between drift tone-warn">
      <span class="row nowrap">
        <i class="dot" aria-hidden="true" />
        <span>{words}</span>
      </span>
      <a
        href="/options.html#/documents"
        onClick={(event) => {
          event.preventDefault();
          onSee();
        }}
      >
        See which
      </a>
    </section>
  );
}
