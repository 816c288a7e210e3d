import { useState } from 'preact/hooks';
import type { Outcome } from '../../lib/messages';

/** Runs one command at a time and keeps the sentence that says why it was refused. */
export function useCommand() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const run = async <T extends Outcome>(command: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setError(null);
    try {
      const outcome = await command();
      if (!outcome.ok) setError(outcome.detail ? `${outcome.message} ${outcome.detail}` : outcome.message);
      return outcome;
    } catch (failure) {
      // Never "failed": the background may have done it all the same; what is shown follows the database.
      setError(`The background did not answer (${failure instanceof Error ? failure.message : String(failure)}). Try again in a moment.`);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, setError, run };
}
