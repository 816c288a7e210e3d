import { browser } from 'wxt/browser';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../shared/Button';

/** The address the app's registration with the ledger must be given, to be copied from here. */
export function RedirectAddress({ label, hint }: { label: string; hint?: string | undefined }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const address = browser.identity.getRedirectURL();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Without the clipboard the field can still be selected and copied by hand.
      (document.getElementById(id) as HTMLInputElement | null)?.select();
    }
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="row nowrap">
        <input id={id} class="field-control mono" readOnly value={address} aria-describedby={`${id}-hint`} onFocus={(event) => event.currentTarget.select()} />
        <Button onClick={() => void copy()}>Copy</Button>
      </div>
      <p id={`${id}-hint`} class="soft small" aria-live="polite">
        {copied ? 'Copied.' : hint}
      </p>
    </div>
  );
}
