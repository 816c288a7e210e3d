import { Button } from '../shared/Button';

/** All that is left to say once the extension was updated under an open page. */
export function Gone({ onReload }: { onReload: (event: Event) => void }) {
  return (
    <div class="toolbar gone" role="alert">
      <span class="state tone-info">
        <i class="dot" aria-hidden="true" />
        <span>Ledgerbar was updated. Reload this page.</span>
      </span>
      <Button small best onClick={onReload}>
        Reload
      </Button>
    </div>
  );
}
