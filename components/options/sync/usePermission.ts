import { browser } from 'wxt/browser';
import { useEffect, useState } from 'preact/hooks';

const notifications = { permissions: ['notifications' as const] };

/** May notifications be shown? Follows the user's changes in the browser itself; undefined until it is known. */
export function useMayNotify(): boolean | undefined {
  const [may, setMay] = useState<boolean>();
  useEffect(() => {
    let current = true;
    const again = () => void browser.permissions.contains(notifications).then((given) => current && setMay(given));
    again();
    browser.permissions.onAdded.addListener(again);
    browser.permissions.onRemoved.addListener(again);
    return () => {
      current = false;
      browser.permissions.onAdded.removeListener(again);
      browser.permissions.onRemoved.removeListener(again);
    };
  }, []);
  return may;
}

/** Asks for it. First of all in the press itself: later the browser refuses to ask. */
export const askToNotify = (): Promise<boolean> => browser.permissions.request(notifications);
