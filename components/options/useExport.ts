import { useState } from 'preact/hooks';
import { sendMessage } from '../../lib/messaging';
import { saveText } from './saveText';

/** Gives the user the settings as a file, and keeps the sentence that says why not. */
export function useExport() {
  const [error, setError] = useState<string | null>(null);
  const exportSettings = async () => {
    setError(null);
    try {
      saveText('ledgerbar-settings.json', await sendMessage('exportSettings', {}));
    } catch {
      setError('The settings could not be exported. Try again in a moment.');
    }
  };
  return { error, exportSettings };
}
